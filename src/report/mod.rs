//! Reports: a judged checklist to a page.
