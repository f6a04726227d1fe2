//! The analyser at work beside the page, in a worker (public/warm.js): what it runs there, the browser has compiled when the
//! page runs it.

use unroot::model::Assumptions;
use unroot::{Repairer, analyse, examples};

/// Runs once what every page runs at its start; what comes of it is of no use.
pub fn up() {
    let analysis = analyse(examples::ALL[0].text, &Assumptions::default());
    let mut repairer = Repairer::new(&analysis, None);
    while repairer.step() {}
}
