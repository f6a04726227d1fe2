//! What FROM leads to: an earlier stage, an image, or what nobody can tell.

use super::expand::expand;
use super::open_name::{self, Leads};
use super::{
    Assumptions, Builder, Cause, Environment, Outcome, Stage, StageBase, State, Value, base,
    evidence,
};
use crate::image::{self, Family};
use dockerfile::{Dockerfile, Span, Word};
use std::sync::Arc;

/// What FROM reads.
pub(super) struct Surroundings<'a> {
    /// The text that is simulated.
    pub(super) dockerfile: &'a Dockerfile,
    /// What the reader states.
    pub(super) assumptions: &'a Assumptions,
    /// ARGs before the first FROM.
    pub(super) globals: &'a Environment,
    /// The stages before this one.
    pub(super) stages: &'a [Arc<Stage>],
}

/// What the stage starts from, what holds then, and whether the instruction works.
type Base = (StageBase, State, Outcome);

impl Surroundings<'_> {
    /// For the FROM at `index` that names `image`.
    pub(super) fn base(&self, index: usize, image: &Word) -> Base {
        let (base, mut state, outcome) = self.named(image);
        let is_image = !matches!(base, StageBase::Stage(_));
        if is_image && state.family.is_none() && evidence::is_windows(self.dockerfile, index) {
            state.family = Some(Family::Windows);
        }
        if is_image
            && state.family != Some(Family::Windows)
            && let Value::Unknown(_) = state.user
            && let Some(shown) = evidence::of(self.dockerfile, index)
        {
            state.user = match shown {
                Cause::ShowsRoot(_) => Value::Known(String::new(), shown),
                shown => Value::Unknown(shown),
            };
        }
        (base, state, outcome)
    }

    fn named(&self, image: &Word) -> Base {
        let escape = self.dockerfile.escape;
        let name = match expand(&image.text, self.globals, escape, image.span) {
            Ok(Value::Known(name, _)) if !name.is_empty() => name,
            Ok(Value::Unknown(cause)) => return self.open(image, cause),
            _ => return self.no_image(image.span),
        };
        let lower = name.to_ascii_lowercase();
        let parent = self.stages.iter().rfind(|stage| stage.name.as_ref() == Some(&lower));
        if let Some(parent) = parent {
            return (StageBase::Stage(parent.index), continued(parent), Outcome::Succeeds);
        }
        // Buildah takes other transports too (`docker-archive:x.tar`).
        if self.assumptions.builder != Builder::Buildah && !image::is_reference(&name) {
            return self.no_image(image.span);
        }
        let name: Arc<str> = Arc::from(name);
        let facts = image::lookup(&name);
        let mut state = base::of_image(&name, facts, image.span, self.assumptions);
        if facts.is_none()
            && self.assumptions.base_user.is_none()
            && let Some(user) = image::lookup_copied(&name).and_then(|facts| facts.default_user)
        {
            let user = if user == "root" { "" } else { user };
            state.user = Value::Known(user.to_owned(), Cause::Copied(name.clone(), image.span));
        }
        (StageBase::Image { name, facts }, state, Outcome::Succeeds)
    }

    /// A name that holds a variable from outside, which is `cause`.
    fn open(&self, image: &Word, cause: Cause) -> Base {
        let outcome = Outcome::Unknown(cause.clone());
        let marked = open_name::marked(self.globals);
        let text = expand(&image.text, &marked, self.dockerfile.escape, image.span);
        let text = text.ok().and_then(|text| text.known().cloned()).unwrap_or_default();
        match open_name::leads(&text, &image.text, self.stages) {
            Some(Leads::Stage(parent)) => {
                let mut state = continued(&self.stages[parent]);
                base::doubt(&mut state, cause);
                (StageBase::Stage(parent), state, outcome)
            }
            Some(Leads::Image { name, facts, likely }) => {
                let name: Arc<str> = Arc::from(name);
                let mut state = base::of_image(&name, Some(facts), image.span, self.assumptions);
                if likely && let Value::Known(user, _) = state.user {
                    state.user = Value::Known(user, Cause::Copied(name.clone(), image.span));
                }
                base::doubt(&mut state, cause);
                (StageBase::Image { name, facts: Some(facts) }, state, outcome)
            }
            None => {
                let state = base::unknown(cause.clone(), self.assumptions);
                (StageBase::Unknown(cause), state, outcome)
            }
        }
    }

    /// FROM of what can be no image.
    fn no_image(&self, span: Span) -> Base {
        let cause = Cause::Unreadable(span);
        let state = base::unknown(cause.clone(), self.assumptions);
        (StageBase::Unknown(cause.clone()), state, Outcome::Fails(cause))
    }
}

/// What a stage begins with that continues `parent`.
fn continued(parent: &Stage) -> State {
    let mut state = State::clone(&parent.steps.last().expect("a stage has its FROM").after);
    state.env = Arc::new(state.env.inherited());
    let volumes = state.volumes.iter().map(|(path, _)| path.clone());
    let inherited = state.inherited_volumes.iter().cloned().chain(volumes);
    state.inherited_volumes = Arc::new(inherited.collect());
    state
}
