//! What the page makes of the desk's answers.

use hotplate_desk::{Answer, Launched, Told};

use super::*;
use crate::signals::Owner;

fn answer(told: Result<Told, Refusal>) -> Answer {
    Answer { told, sent: Vec::new() }
}

fn refusal(expired: bool) -> Refusal {
    Refusal { expired, ..Refusal::default() }
}

#[test]
fn what_waits_for_a_lease_outlives_the_visit_until_it_is_started() {
    Owner::new().with(|| {
        let account = Account::new();
        let kept = |stack: &str| Kept { lease: "2".to_owned(), stack: stack.to_owned() };
        account.recall("2 other\n");
        let order = hotplate_desk::Order { name: "s".to_owned(), ..Default::default() };
        account.draw_up(Launch { order, ..Launch::default() });
        let lease = Some(SeenLease { id: "2".to_owned(), ..SeenLease::default() });
        let waits = Launched { lease: lease.clone(), waits: true, ..Launched::default() };
        account.learn(answer(Ok(Told::Launched(waits))));
        account.learn(answer(Ok(Told::Left(None))));
        assert_eq!(account.kept().get_untracked(), [kept("other"), kept("s")]);
        account.learn(answer(Ok(Told::Entered(Visa::default()))));
        assert!(!account.waits().get_untracked());
        let stack = Some(StackName { name: "s".to_owned(), id: "1".to_owned() });
        account.learn(answer(Ok(Told::Launched(Launched { lease, stack, ..Launched::default() }))));
        assert_eq!(account.kept().get_untracked(), [kept("other")]);
        account.forget_kept(&kept("other"));
        assert_eq!(account.kept().get_untracked(), []);
    });
}

#[test]
fn a_visit_ends_with_its_time_or_its_token() {
    Owner::new().with(|| {
        let account = Account::new();
        let enter = || account.learn(answer(Ok(Told::Entered(Visa { until: 100, ..Visa::default() }))));
        account.ask(Ask::Testbeds, "x");
        assert_eq!(account.busy().get_untracked(), "x");
        enter();
        account.tick(40);
        assert_eq!((account.left(), account.busy().get_untracked()), (60, ""));
        account.tick(100);
        assert_eq!(account.visa().get_untracked(), None);
        assert!(account.refusal().with_untracked(Option::is_some));
        enter();
        account.learn(answer(Err(refusal(false))));
        assert!(account.visa().get_untracked().is_some());
        account.learn(answer(Err(refusal(true))));
        assert_eq!(account.visa().get_untracked(), None);
    });
}

#[test]
fn a_stack_is_followed_from_its_creation_until_the_sign_out() {
    Owner::new().with(|| {
        let account = Account::new();
        let stack = StackName { name: "s".to_owned(), id: "1".to_owned() };
        let lease = SeenLease { id: "2".to_owned(), starts: "1".to_owned(), ..SeenLease::default() };
        let launched =
            Launched { stack: Some(stack.clone()), lease: Some(lease.clone()), ..Launched::default() };
        account.learn(answer(Ok(Told::Launched(launched))));
        assert!(account.take_posted() == [Ask::Look(stack.clone()), Ask::Choices]);
        account.learn(answer(Ok(Told::Leased(lease))));
        assert!(account.take_posted() == [Ask::Look(stack.clone())]);
        let event = hotplate_desk::Happened {
            at: 1,
            to: "s".to_owned(),
            status: "CREATE_COMPLETE".to_owned(),
            reason: String::new(),
        };
        for _ in 0..2 {
            let seen = Seen { events: vec![event.clone()], ..Seen::default() };
            account.learn(answer(Ok(Told::Seen(stack.clone(), seen))));
        }
        assert_eq!(account.seen().with_untracked(|seen| seen.events.len()), 2);
        account.learn(answer(Ok(Told::Left(None))));
        assert_eq!(account.stack().get_untracked(), None);
        account.look();
        assert!(account.take_posted().is_empty());
    });
}

#[test]
fn what_was_found_valid_is_the_project_that_was_asked_about() {
    Owner::new().with(|| {
        let (account, project) = (Account::new(), Project::of_template("a.yaml", "x"));
        account.validate(project.clone(), Ask::Testbeds);
        assert_eq!(account.valid().get_untracked(), None);
        account.learn(answer(Ok(Told::Valid)));
        assert_eq!(account.valid().get_untracked(), Some(project));
    });
}

#[test]
fn a_look_that_fails_says_nothing_of_the_errand_after_it() {
    Owner::new().with(|| {
        let account = Account::new();
        account.follow(StackName { name: "s".to_owned(), id: "1".to_owned() });
        account.ask(Ask::Launch(Launch::default()), "launching");
        account.learn(answer(Err(refusal(false))));
        assert_eq!(account.busy().get_untracked(), "launching");
        assert!(account.lost().get_untracked().is_some() && account.refusal().get_untracked().is_none());
        account.learn(answer(Err(refusal(false))));
        assert_eq!(account.busy().get_untracked(), "");
        assert!(account.refusal().get_untracked().is_some());
    });
}

#[test]
fn what_is_told_of_another_stack_or_lease_is_not_shown() {
    Owner::new().with(|| {
        let account = Account::new();
        let stack = |id: &str| StackName { name: "s".to_owned(), id: id.to_owned() };
        account.follow(stack("2"));
        let seen = Seen { status: "CREATE_FAILED".to_owned(), ..Seen::default() };
        account.learn(answer(Ok(Told::Seen(stack("1"), seen.clone()))));
        assert_eq!(account.seen().get_untracked(), Seen::default());
        account.learn(answer(Ok(Told::Seen(stack("2"), seen.clone()))));
        assert_eq!(account.seen().get_untracked(), seen);
        let lease = SeenLease { id: "1".to_owned(), ..SeenLease::default() };
        account.follow_lease(lease.clone());
        account.let_lease_go();
        account.learn(answer(Ok(Told::Leased(lease))));
        assert_eq!(account.lease().get_untracked(), None);
    });
}

#[test]
fn a_launch_that_stopped_half_way_offers_to_delete_what_it_made_alone() {
    Owner::new().with(|| {
        let account = Account::new();
        let own = StackName { name: "own".to_owned(), id: "1".to_owned() };
        account.follow(own.clone());
        let halted = |stack| Launched { stack, halted: Some(refusal(false)), ..Launched::default() };
        account.learn(answer(Ok(Told::Launched(halted(None)))));
        assert!(account.halted().get_untracked().is_some_and(|halted| halted.stack.is_none()));
        let made = StackName { name: "made".to_owned(), id: "2".to_owned() };
        account.learn(answer(Ok(Told::Launched(halted(Some(made.clone()))))));
        account.follow(own);
        assert!(account.halted().get_untracked().is_some_and(|halted| halted.stack == Some(made)));
    });
}

#[test]
fn what_was_drawn_up_for_one_sign_in_is_gone_with_the_next() {
    Owner::new().with(|| {
        let account = Account::new();
        account.draw_up(Launch::default());
        account.validate(crate::workspace::Project::of_template("a.yaml", "x"), Ask::Testbeds);
        account.learn(answer(Ok(Told::Reviewed(hotplate_desk::Reviewed::default()))));
        account.learn(answer(Ok(Told::Valid)));
        account.learn(answer(Ok(Told::Entered(Visa::default()))));
        assert!(account.review().get_untracked().is_none() && account.valid().get_untracked().is_none());
    });
}

#[test]
fn a_clock_that_is_far_ahead_ends_no_visit() {
    Owner::new().with(|| {
        let account = Account::new();
        account.tick(90_000);
        let visa = Visa { until: 3600, ahead: 90_000, ..Visa::default() };
        account.learn(answer(Ok(Told::Entered(visa))));
        assert_eq!((account.now().get_untracked(), account.left()), (0, 3600));
        account.tick(90_060);
        assert_eq!(account.left(), 3540);
        account.tick(93_600);
        assert_eq!(account.visa().get_untracked(), None);
    });
}

#[test]
fn a_stack_belongs_to_the_lease_that_starts_it_or_was_launched_with_it() {
    Owner::new().with(|| {
        let account = Account::new();
        let stack = StackName { name: "s".to_owned(), id: "1".to_owned() };
        let lease = |id: &str, starts: &str| SeenLease {
            id: id.to_owned(),
            starts: starts.to_owned(),
            ..SeenLease::default()
        };
        assert!(!account.belongs(&lease("2", "")));
        account.follow(stack.clone());
        assert!(account.belongs(&lease("2", "1")) && !account.belongs(&lease("2", "")));
        let launched = Launched { stack: Some(stack), lease: Some(lease("3", "")), ..Launched::default() };
        account.learn(answer(Ok(Told::Launched(launched))));
        assert!(account.belongs(&lease("3", "")) && !account.belongs(&lease("2", "")));
    });
}

#[test]
fn what_is_gone_is_told_and_followed_no_more() {
    Owner::new().with(|| {
        let account = Account::new();
        account.recall("2 s\n");
        account.follow_lease(SeenLease { id: "2".to_owned(), ..SeenLease::default() });
        account.follow(StackName { name: "s".to_owned(), id: "1".to_owned() });
        account.learn(answer(Ok(Told::Gone("7".to_owned(), refusal(false)))));
        assert!(account.refusal().with_untracked(Option::is_none));
        account.learn(answer(Ok(Told::Gone("2".to_owned(), refusal(false)))));
        assert!(account.lease().with_untracked(Option::is_none) && account.kept().get_untracked().is_empty());
        assert!(
            account.refusal().with_untracked(Option::is_some)
                && account.stack().with_untracked(Option::is_some)
        );
        account.learn(answer(Ok(Told::Gone("1".to_owned(), refusal(false)))));
        assert!(account.stack().with_untracked(Option::is_none));
    });
}

#[test]
fn after_each_step_it_is_said_where_things_go_on() {
    Owner::new().with(|| {
        let account = Account::new();
        let after = |told| {
            account.learn(answer(Ok(told)));
            account.take_turn().map(|turn| turn.0)
        };
        let stack = StackName { name: "s".to_owned(), id: "1".to_owned() };
        let launched = |halted| Launched { stack: Some(stack.clone()), halted, ..Launched::default() };
        assert_eq!(after(Told::Testbeds(Vec::new())), Some("sign-in"));
        assert_eq!(after(Told::Entered(Visa::default())), Some("who"));
        assert_eq!(after(Told::Launched(launched(None))), Some("stack"));
        assert_eq!(after(Told::Launched(launched(Some(refusal(false))))), Some("halted"));
        assert_eq!(after(Told::Valid), None);
        assert_eq!(after(Told::Left(None)), Some("sign-in"));
    });
}

#[test]
fn a_launch_whose_end_nobody_heard_of_is_kept() {
    Owner::new().with(|| {
        let account = Account::new();
        let order = hotplate_desk::Order { name: "s".to_owned(), ..Default::default() };
        let launch = Launch { order, how: hotplate_desk::How::ByTestbed, ..Launch::default() };
        let begun = Kept { lease: String::new(), stack: "s".to_owned() };
        let begin = || {
            account.draw_up(launch.clone());
            account.learn(answer(Ok(Told::Reviewed(hotplate_desk::Reviewed::default()))));
            account.launch(launch.clone());
            assert_eq!(account.kept().get_untracked(), std::slice::from_ref(&begun));
        };
        begin();
        account.learn(answer(Ok(Told::Launched(Launched::default()))));
        assert_eq!(account.kept().get_untracked(), []);
        begin();
        account.learn(answer(Err(refusal(false))));
        assert_eq!(account.kept().get_untracked(), []);
        begin();
        account.learn(answer(Err(Refusal { outlook: hotplate_desk::Outlook::Unknown, ..refusal(false) })));
        // The next visit is told of it, whatever is refused there.
        let next = Account::new();
        next.recall(&crate::workspace::write_kept(&account.kept().get_untracked()));
        next.ask(Ask::Testbeds, "x");
        next.learn(answer(Err(refusal(false))));
        assert_eq!(next.kept().get_untracked(), std::slice::from_ref(&begun));
    });
}
