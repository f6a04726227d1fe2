//! Circles in a graph: Tarjan's strongly connected components.

use std::collections::BTreeSet;

/// The groups of two nodes or more from each of which all others of the group can be reached, each sorted.
pub fn circles(graph: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        graph,
        order: vec![None; graph.len()],
        low: vec![0; graph.len()],
        open: Vec::new(),
        is_open: vec![false; graph.len()],
        next: 0,
        found: Vec::new(),
    };
    for node in 0..graph.len() {
        if search.order[node].is_none() {
            search.visit(node);
        }
    }
    search.found.sort();
    search.found
}

struct Search<'g> {
    graph: &'g [BTreeSet<usize>],
    /// When each node was first seen.
    order: Vec<Option<usize>>,
    /// The earliest node that each can get back to.
    low: Vec<usize>,
    /// Nodes that no group has yet.
    open: Vec<usize>,
    is_open: Vec<bool>,
    next: usize,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn visit(&mut self, node: usize) {
        let graph = self.graph;
        let own = self.next;
        self.next += 1;
        self.order[node] = Some(own);
        self.low[node] = own;
        self.open.push(node);
        self.is_open[node] = true;
        for &to in &graph[node] {
            match self.order[to] {
                None => {
                    self.visit(to);
                    self.low[node] = self.low[node].min(self.low[to]);
                }
                Some(seen) if self.is_open[to] => self.low[node] = self.low[node].min(seen),
                Some(_) => {}
            }
        }
        if self.low[node] == own {
            let start = self.open.iter().position(|open| *open == node).unwrap();
            let mut group = self.open.split_off(start);
            for node in &group {
                self.is_open[*node] = false;
            }
            group.sort_unstable();
            if group.len() > 1 {
                self.found.push(group);
            }
        }
    }
}
