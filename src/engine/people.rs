//! People: who may sign by the configuration, and who made what is released by git.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::subject;
use crate::config::Config;
use crate::evidence::{Author, Fact, People, RolePeople};
use crate::git::{Entered, Repository};
use crate::model::Checklist;
use crate::world::World;

/// Who may sign, as far as the configuration says; who made what is released is not asked.
pub fn configured(config: &Config) -> People {
    let role = |(role, people): (&String, &crate::config::People)| RolePeople {
        role: role.clone(),
        people: people.people().to_vec(),
        quorum: people.quorum(),
    };
    People {
        roles: config.roles().iter().map(role).collect(),
        distinct: config.policy().distinct.clone(),
        author: Fact::NotAsked,
    }
}

/// Who made what is released: the author of the commit that the checklist at `path` names.
pub fn author(world: &World, path: &Path, checklist: &Checklist) -> Fact<Author> {
    let folder = world.path(path);
    match Repository::open(world, folder.parent().unwrap_or(&world.cwd), Entered::Plainly) {
        Ok(repository) => author_in(&repository, checklist),
        Err(error) => Fact::Unknown(error.to_string()),
    }
}

/// The same, by a repository that is open.
pub fn author_in(repository: &Repository, checklist: &Checklist) -> Fact<Author> {
    let found = || -> Result<Author> {
        let commit = subject::commit(checklist).context("the checklist names no commit")?;
        let (name, email) = repository.author_of(&commit)?;
        Ok(Author { name, email })
    };
    match found() {
        Ok(author) => Fact::Known(author),
        Err(error) => Fact::Unknown(format!("{error:#}")),
    }
}
