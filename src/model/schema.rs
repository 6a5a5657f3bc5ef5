//! Schemas of the types that serialise in a way of their own.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Decision, Ref};

impl JsonSchema for Ref {
    fn schema_name() -> Cow<'static, str> {
        "Ref".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "The id of a section, item, field or step of the same checklist."
        })
    }
}

impl JsonSchema for Decision {
    fn schema_name() -> Cow<'static, str> {
        "Decision".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "A set of exclusive options.",
            "properties": {
                "id": {"type": "string", "description": "Unique in the document."},
                "label": {"type": "string", "description": "What is decided."},
                "options": {"type": "array", "items": {"type": "string"}, "description": "The options, in order."},
                "chosen": {
                    "anyOf": [{"type": "null"}, {"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 2}],
                    "description": "The option that is chosen; a list where more than one is."
                },
                "line": {"type": "integer", "minimum": 1, "description": "Line, 1-based."}
            },
            "required": ["id", "label", "options", "chosen", "line"]
        })
    }
}
