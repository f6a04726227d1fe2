//! How a rule makes findings and fixes.

use super::{Applicability, Certainty, Finding, Fix, Proof, Reason, Rule, Severity};
use dockerfile::{Edit, Edits, Span};

/// A finding of `rule` at `span`: with the rule's own severity, certain, without reasons or fixes.
pub fn finding(rule: &'static Rule, span: Span, message: impl Into<String>) -> Finding {
    bare(rule, span, message.into())
}

// Every rule calls it: in each of them it would weigh more than the call.
#[inline(never)]
fn bare(rule: &'static Rule, span: Span, message: String) -> Finding {
    Finding {
        rule,
        severity: rule.severity,
        certainty: Certainty::Certain,
        span,
        message,
        because: Vec::new(),
        fixes: Vec::new(),
        no_fix: None,
    }
}

impl Finding {
    /// Sets the severity.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Makes it likely instead of certain, unless `certain`.
    pub fn certain_if(mut self, certain: bool) -> Self {
        if !certain {
            self.certainty = Certainty::Likely;
        }
        self
    }

    /// Adds a reason.
    pub fn because(mut self, reason: Reason) -> Self {
        self.because.push(reason);
        self
    }

    /// Adds a reason, if there is one.
    pub fn because_if(mut self, reason: Option<Reason>) -> Self {
        self.because.extend(reason);
        self
    }

    /// Adds a fix, if there is one.
    #[inline(never)]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        if let Some(fix) = fix {
            self.fixes.push(fix);
        }
        self
    }
}

/// A fix that needs no review, not proved yet; `None` where the edits overlap or change nothing.
pub fn fix(title: impl Into<String>, edits: Vec<Edit>) -> Option<Fix> {
    let edits = Edits::new(edits).ok().filter(|edits| !edits.is_empty())?;
    Some(Fix {
        title: title.into(),
        applicability: Applicability::Safe,
        proof: Proof::Untried(Proof::NOT_YET),
        preferred: false,
        consequences: Vec::new(),
        edits,
    })
}

impl Fix {
    /// Makes it the one that "fix all" applies.
    pub fn preferred(mut self) -> Self {
        self.preferred = true;
        self
    }

    /// Asks for a review; `why` says what to check.
    pub fn review(mut self, why: impl Into<String>) -> Self {
        self.applicability = Applicability::NeedsReview(why.into());
        self
    }

    /// Adds something else that changes.
    pub fn consequence(mut self, text: impl Into<String>) -> Self {
        self.consequences.push(text.into());
        self
    }
}
