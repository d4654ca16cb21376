//! Patterns that include others by name: unknown names and circles are told, and an agent's list is
//! written out.

use crate::{
    Fault, Pattern,
    nearest::nearest,
    reader::{Reader, shown},
    yaml::Place,
};
use std::collections::{BTreeMap, BTreeSet};

/// A pattern with the places at which it names others.
pub(crate) struct WrittenPattern<'f> {
    /// Its file.
    pub(crate) path: &'f str,
    /// What it says.
    pub(crate) pattern: Pattern,
    /// Whom it includes, and where it says so.
    pub(crate) named: Vec<(Place, String)>,
}

/// Tells includes of what isn't there, and those that close a circle, each where it stands.
pub(crate) fn check(patterns: &[WrittenPattern<'_>], faults: &mut Vec<Fault>) {
    let by_name: BTreeMap<&str, &WrittenPattern<'_>> = patterns
        .iter()
        .map(|written| (written.pattern.name.as_str(), written))
        .collect();
    for written in patterns {
        let mut reader = Reader::new(written.path);
        for (at, name) in &written.named {
            if !by_name.contains_key(name.as_str()) {
                let fix = match nearest(name, by_name.keys().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "write the file patterns/{}.md, or take the name out",
                        shown(name)
                    ),
                };
                reader.fault(*at, format!("there is no pattern \"{}\"", shown(name)), fix);
            }
        }
        faults.append(&mut reader.faults);
    }
    let mut done = BTreeSet::new();
    for name in by_name.keys().copied() {
        look_for_circles(name, &by_name, &mut done, faults);
    }
}

/// Depth first, without recursion: a playbook may hold hundreds of patterns in one chain.
fn look_for_circles<'f>(
    first: &'f str,
    by_name: &BTreeMap<&'f str, &'f WrittenPattern<'f>>,
    done: &mut BTreeSet<&'f str>,
    faults: &mut Vec<Fault>,
) {
    if done.contains(first) {
        return;
    }
    // The way from the first pattern to this one, each with the number of its next include.
    let mut way: Vec<(&'f str, usize)> = vec![(first, 0)];
    while let Some((name, next)) = way.last_mut() {
        let (name, index) = (*name, *next);
        *next += 1;
        let Some(written) = by_name.get(name) else {
            way.pop();
            continue;
        };
        let Some((at, included)) = written.named.get(index) else {
            done.insert(name);
            way.pop();
            continue;
        };
        let included = included.as_str();
        if let Some(start) = way.iter().position(|(name, _)| *name == included) {
            let circle: Vec<&str> = way
                .iter()
                .skip(start)
                .map(|(name, _)| *name)
                .chain([included])
                .collect();
            // A long circle is told by its ends.
            let circle = match circle.as_slice() {
                [head, second, .., last] if circle.len() > 6 => {
                    format!("{} → {} → … → {}", shown(head), shown(second), shown(last))
                }
                _ => {
                    let names: Vec<String> = circle.iter().map(|name| shown(name)).collect();
                    names.join(" → ")
                }
            };
            let mut reader = Reader::new(written.path);
            reader.fault(
                *at,
                format!("the patterns include each other in a circle: {circle}"),
                "take one of these includes out",
            );
            faults.append(&mut reader.faults);
        } else if !done.contains(included) {
            way.push((included, 0));
        }
    }
}

/// The names in order, each behind those that it includes, none twice. Circles, which are faults, end.
pub(crate) fn expand(names: &[String], patterns: &BTreeMap<String, Pattern>) -> Vec<String> {
    let mut out: Vec<String> = vec![];
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    // Still to do: a pattern to open (its includes first), or one whose includes are written.
    let mut waiting: Vec<(&str, bool)> = names
        .iter()
        .rev()
        .map(|name| (name.as_str(), false))
        .collect();
    while let Some((name, opened)) = waiting.pop() {
        if opened {
            out.push(name.to_owned());
        } else if seen.insert(name) {
            waiting.push((name, true));
            let includes = patterns
                .get(name)
                .map(|pattern| pattern.includes.as_slice());
            waiting.extend(
                includes
                    .unwrap_or_default()
                    .iter()
                    .rev()
                    .map(|name| (name.as_str(), false)),
            );
        }
    }
    out
}
