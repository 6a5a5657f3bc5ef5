//! Where something stands: asked, or not and why.

/// Why something is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It is there to be looked up.
    Reference,
    /// It is for a case that has not come up.
    Contingent,
    /// Another branch of its group was taken, or none yet.
    OtherBranch,
    /// It stands below something that is not applicable.
    NotApplicable,
    /// The decision was NO-GO, and it comes after that.
    AfterNoGo,
    /// The run was rolled back before it came to this.
    CutShort,
    /// It is no work of its own: a criterion, an option, a sign-off, an index entry, or a bullet below a box.
    NotWork,
    /// Nothing is lost when it stays empty.
    Optional,
    /// Nothing says that the condition of its label holds.
    Unless,
}

impl Why {
    /// The reason in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Reference => "there to be looked up",
            Self::Contingent => "for a case that has not come up",
            Self::OtherBranch => "in a branch that was not taken",
            Self::NotApplicable => "below something not applicable",
            Self::AfterNoGo => "after a NO-GO decision",
            Self::CutShort => "cut short by the rollback",
            Self::NotWork => "no work of its own",
            Self::Optional => "optional",
            Self::Unless => "empty, and nothing says that its condition holds",
        }
    }
}

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Standing {
    /// It has to be complete.
    #[default]
    Asked,
    /// It has to be complete because a criterion has fired, though no rollback is stated yet.
    Triggered,
    /// It is not asked, and why.
    Not(Why),
}

impl Standing {
    /// Whether it has to be complete.
    pub const fn is_asked(self) -> bool {
        matches!(self, Self::Asked | Self::Triggered)
    }

    /// What stands below `self` and would by itself be `own`: the reason of the outer one comes first.
    pub(super) const fn then(self, own: Self) -> Self {
        match (self, own) {
            (Self::Not(_), _) | (_, Self::Asked) => self,
            (_, own) => own,
        }
    }
}
