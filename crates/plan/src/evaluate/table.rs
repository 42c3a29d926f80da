//! Which evaluator a function has in which version (Heat: the `functions` and `condition_functions` tables of
//! `hot/template.py`). Whether a name is a function at all is decided when the template is read.

use hotplate_hot::TemplateVersion;

use super::call::{Answer, Call, Stop};
use super::*;
use TemplateVersion::*;

/// What evaluates the calls of one function.
type Evaluator = fn(&Call<'_>, &mut Scope<'_>) -> Answer;

/// Function, the first version in which it works so, how it works. Sorted by name, then by version.
type Table = &'static [(&'static str, TemplateVersion, Evaluator)];

const TABLE: Table = if cfg!(feature = "functions") { WHOLE } else { DECIDING };

/// Those that decide what there is and who waits for whom: as much as a drawing needs.
const DECIDING: Table = &[
    ("Fn::And", V2010_09_09, junction::and),
    ("Fn::Equals", V2010_09_09, equals::equals),
    ("Fn::GetAtt", V2010_09_09, get_attr::pair),
    ("Fn::If", V2010_09_09, r#if::three),
    ("Fn::Not", V2010_09_09, junction::not_one),
    ("Fn::Or", V2010_09_09, junction::or),
    ("Ref", V2010_09_09, reference::reference),
    ("and", V2016_10_14, junction::and),
    ("equals", V2016_10_14, equals::equals),
    ("get_attr", V2013_05_23, get_attr::attribute),
    ("get_attr", V2015_10_15, get_attr::attribute_or_all),
    ("get_param", V2013_05_23, get_param::get_param),
    ("get_resource", V2013_05_23, get_resource::get_resource),
    ("if", V2016_10_14, r#if::three),
    ("if", V2021_04_16, r#if::two_or_three),
    ("not", V2016_10_14, junction::not),
    ("or", V2016_10_14, junction::or),
];

/// A language of its own, which weighs as much as all other functions: it is left out where not everything is judged.
const YAQL: Evaluator = if cfg!(feature = "whole") { yaql::yaql } else { not_here };

const WHOLE: Table = &[
    ("Fn::And", V2010_09_09, junction::and),
    ("Fn::Base64", V2010_09_09, cloudformation::base64),
    ("Fn::Equals", V2010_09_09, equals::equals),
    ("Fn::FindInMap", V2010_09_09, cloudformation::find_in_map),
    ("Fn::GetAZs", V2010_09_09, cloudformation::get_azs),
    ("Fn::GetAtt", V2010_09_09, get_attr::pair),
    ("Fn::If", V2010_09_09, r#if::three),
    ("Fn::Join", V2010_09_09, list_join::texts),
    ("Fn::MemberListToMap", V2010_09_09, cloudformation::member_list_to_map),
    ("Fn::Not", V2010_09_09, junction::not_one),
    ("Fn::Or", V2010_09_09, junction::or),
    ("Fn::Replace", V2010_09_09, cloudformation::replace),
    ("Fn::ResourceFacade", V2010_09_09, resource_facade::resource_facade),
    ("Fn::Select", V2010_09_09, reference::select_one),
    ("Fn::Split", V2010_09_09, cloudformation::split),
    ("Ref", V2010_09_09, reference::reference),
    ("and", V2016_10_14, junction::and),
    ("contains", V2017_09_01, contains::contains),
    ("digest", V2015_04_30, digest::digest),
    ("equals", V2016_10_14, equals::equals),
    ("filter", V2017_02_24, filter::filter),
    ("get_attr", V2013_05_23, get_attr::attribute),
    ("get_attr", V2015_10_15, get_attr::attribute_or_all),
    ("get_file", V2013_05_23, get_file::get_file),
    ("get_param", V2013_05_23, get_param::get_param),
    ("get_resource", V2013_05_23, get_resource::get_resource),
    ("if", V2016_10_14, r#if::three),
    ("if", V2021_04_16, r#if::two_or_three),
    ("list_concat", V2017_09_01, list_concat::all),
    ("list_concat_unique", V2017_09_01, list_concat::unique),
    ("list_join", V2013_05_23, list_join::texts),
    ("list_join", V2015_10_15, list_join::lists),
    ("make_url", V2017_09_01, make_url::make_url),
    ("map_merge", V2016_04_08, map_merge::map_merge),
    ("map_replace", V2016_10_14, map_replace::map_replace),
    ("not", V2016_10_14, junction::not),
    ("or", V2016_10_14, junction::or),
    ("repeat", V2015_04_30, repeat::lists),
    ("repeat", V2016_10_14, repeat::lists_and_maps),
    ("repeat", V2017_09_01, repeat::with_permutations),
    ("resource_facade", V2013_05_23, resource_facade::resource_facade),
    ("str_replace", V2013_05_23, str_replace::texts),
    ("str_replace", V2015_10_15, str_replace::values),
    ("str_replace_strict", V2017_02_24, str_replace::strict),
    ("str_replace_vstrict", V2017_09_01, str_replace::very_strict),
    ("str_split", V2015_10_15, str_split::str_split),
    ("yaql", V2016_10_14, YAQL),
];

/// The evaluator of a function in a version.
pub(super) fn evaluator(name: &str, version: TemplateVersion) -> Evaluator {
    let known = |&&(row, since, _): &&(&str, TemplateVersion, _)| row == name && since <= version;
    TABLE.iter().rev().find(known).map_or(not_here, |(_, _, evaluator)| *evaluator)
}

/// It comes to what its argument waits for, and to nothing that is known.
fn not_here(call: &Call<'_>, scope: &mut Scope<'_>) -> Answer {
    let unknown = || Resolved::Unknown(format!("`{}` is not evaluated here", call.name));
    Err(Stop::Obstacle(call.resolve(scope).obstacle().unwrap_or_else(unknown)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        for table in [WHOLE, DECIDING] {
            assert!(table.is_sorted_by_key(|&(name, since, _)| (name, since)));
        }
        let is_of_the_whole =
            |row: &(&str, TemplateVersion, Evaluator)| WHOLE.iter().any(|of| of.0 == row.0 && of.1 == row.1);
        assert!(DECIDING.iter().all(is_of_the_whole));
    }
}
