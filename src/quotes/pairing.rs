//! Which marks open, which close, which are none: the cheapest reading of the whole text. A state is the stack of open
//! quotations, at most [`DEEPEST`] of them; the best path through the marks is found by dynamic programming (Viterbi), in
//! time linear in the number of marks, so that one wrong mark costs a little where it stands and never shifts the pairs
//! after it.

use super::costs::{self, AFTER_TAG, CARRIED, REOPENED, UNCLOSED};
use super::marks::{Family, Mark};

/// Quotations inside quotations that are told apart.
pub(super) const DEEPEST: usize = 3;
/// States: stacks as numbers to the base 4, the innermost family in the last digit.
const STATES: usize = 64;
const NEVER: u32 = u32::MAX / 2;

/// What the reader meets, in text order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event {
    Mark(Mark),
    /// From one paragraph to the next.
    Border {
        /// What the next paragraph begins with, if that is a mark.
        leads: Option<Family>,
        /// Neither paragraph is a headline or another line on its own.
        passable: bool,
        /// The paragraph ended in words like ", he said."
        tagged: bool,
    },
}

/// What is done at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// The mark is no quotation mark; at a border: go on.
    Pass,
    /// Opens a quotation inside the open ones.
    Open,
    /// The open ones lack their closing marks; a new one begins.
    Restart,
    /// Closes the innermost open one of its family; those inside it lack their closing marks.
    Close,
    /// At a border: this many of the open ones, from the outermost, go on; the others lack their closing marks.
    Keep(u8),
}

#[derive(Clone, Copy)]
struct Step {
    from: u8,
    action: Action,
}

/// The cheapest action for each event.
pub(super) fn decide(events: &[Event]) -> Vec<Action> {
    let mut best = [NEVER; STATES];
    best[0] = 0;
    let mut steps = Vec::with_capacity(events.len());
    for event in events {
        let mut next = Frontier { cost: [NEVER; STATES], step: [Step { from: 0, action: Action::Pass }; STATES] };
        for (state, &cost) in best.iter().enumerate().filter(|&(_, &cost)| cost < NEVER) {
            match event {
                Event::Mark(mark) => next.read(state, cost, mark),
                Event::Border { leads, passable, tagged } => next.cross(state, cost, *leads, *passable, *tagged),
            }
        }
        // Only differences matter: subtracting the least keeps the sums small however long the text.
        let least = next.cost.iter().copied().min().unwrap_or(0);
        best = next.cost.map(|cost| if cost < NEVER { cost - least } else { NEVER });
        steps.push(next.step);
    }
    let ends = (0..STATES).min_by_key(|&state| best[state] + UNCLOSED * depth(state) as u32).unwrap_or(0);
    let mut state = ends;
    let mut actions: Vec<Action> = steps
        .iter()
        .rev()
        .map(|step| {
            let Step { from, action } = step[state];
            state = usize::from(from);
            action
        })
        .collect();
    actions.reverse();
    actions
}

/// The cheapest ways to each state after an event.
struct Frontier {
    cost: [u32; STATES],
    step: [Step; STATES],
}

impl Frontier {
    fn offer(&mut self, to: usize, cost: u32, from: usize, action: Action) {
        if cost < self.cost[to] {
            self.cost[to] = cost;
            self.step[to] = Step { from: from as u8, action };
        }
    }

    fn read(&mut self, state: usize, cost: u32, mark: &Mark) {
        let costs = costs::of(mark);
        let family = mark.family as usize;
        let deep = depth(state);
        let level = (0..deep).find(|&up| state >> (2 * up) & 3 == family);
        if let Some(up) = level {
            let spent = costs.close + UNCLOSED * up as u32;
            self.offer(state >> (2 * (up + 1)), cost + spent, state, Action::Close);
        }
        if deep < DEEPEST {
            let nested = if level.is_some() { costs::nesting(mark.family) } else { 0 };
            self.offer(state << 2 | family, cost + costs.open + nested, state, Action::Open);
        }
        // ‘Inner’ never ends the “outer one: only a mark of the same family says that a closing mark was forgotten.
        if level.is_some() {
            self.offer(family, cost + costs.open + UNCLOSED * deep as u32, state, Action::Restart);
        }
        // A mark that opens the quotation again at the head of a paragraph adds nothing.
        let again = mark
            .leading
            .map(usize::from)
            .is_some_and(|place| place < deep && state >> (2 * (deep - 1 - place)) & 3 == family);
        self.offer(state, cost + if again { 0 } else { costs.ignore }, state, Action::Pass);
    }

    fn cross(&mut self, state: usize, cost: u32, leads: Option<Family>, passable: bool, tagged: bool) {
        let deep = depth(state);
        for kept in 0..=deep {
            let outer = state >> (2 * (deep - kept));
            let lost = UNCLOSED * (deep - kept) as u32;
            let carry = match kept {
                0 => 0,
                _ if !passable => continue,
                _ => {
                    let outermost = state >> (2 * (deep - 1));
                    let again = leads.is_some_and(|family| family as usize == outermost);
                    (if again { REOPENED } else { CARRIED }) + if tagged { AFTER_TAG } else { 0 }
                }
            };
            self.offer(outer, cost + lost + carry, state, Action::Keep(kept as u8));
        }
    }
}

/// How many quotations are open.
fn depth(state: usize) -> usize {
    (0..DEEPEST).take_while(|&up| state >> (2 * up) > 0).count()
}
