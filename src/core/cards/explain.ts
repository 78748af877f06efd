import { oneLine } from './agent-text.ts';
import { count, duration } from './numbers.ts';
import { explanations, pastWords, permissionWords, verbWords } from './words/refusal.ts';
import { linkWords } from './words/link.ts';
import { endedWords, outcomeBadge, shortPlaceWords } from './words/outcome.ts';
import { choiceLabels } from './words/choice.ts';
import { runBadges } from './words/run.ts';
import type { Choice, Outcome } from '../ask/ask.ts';
import type { Refusal } from '../refusal.ts';
import type { Text } from './card.ts';

/** Why nothing was done, and what to do instead: for the one who asked. */
export function explain(refusal: Refusal, now: Date): Text {
  switch (refusal.refused) {
    case 'not_now':
      return explanations.notNow(verbWords(refusal.verb), runBadges[refusal.status].word, refusal.hold?.why ?? null);
    case 'outdated_card':
      return explanations.outdatedCard(verbWords(refusal.verb));
    case 'confirm_needed':
      return explanations.confirmNeeded(verbWords(refusal.choice));
    case 'words_needed':
      return explanations.wordsNeeded(verbWords(refusal.choice));
    case 'no_such_choice':
      return explanations.noSuchChoice();
    case 'ask_settled':
      return settled(refusal.outcome, now);
    case 'outdated_ask':
      return explanations.outdatedAsk();
    case 'already_answered':
      return explanations.alreadyAnswered(labelOf(refusal.choice), refusal.at);
    case 'not_an_approver':
      return explanations.notAnApprover(refusal.approvers);
    case 'excluded':
      return explanations.excluded(refusal.why);
    case 'run_over':
      return explanations.runOver(runBadges[refusal.status].word);
    case 'not_permitted':
    case 'not_entitled':
    case 'stranger':
    case 'guest':
    case 'other_team':
    case 'groups_unread':
    case 'bad_code':
    case 'not_named':
    case 'linked_already':
      return turnedAway(refusal);
    case 'not_a_person':
      return explanations.notAPerson();
    case 'not_ours':
      return explanations.notOurs(refusal.what);
    case 'not_found':
      return explanations.notFound(refusal.what, oneLine(refusal.id, 60));
    case 'repeated':
      return explanations.repeated();
    case 'contended':
      return explanations.contended();
    case 'stale_work':
      return explanations.staleWork(refusal.why);
    case 'used_trigger':
      return explanations.usedTrigger(refusal.runId);
    case 'said_already':
      return explanations.saidAlready();
    case 'words_gone':
      return explanations.wordsGone();
    case 'edit_conflict':
      return explanations.editConflict(refusal.artifact, refusal.base, refusal.canon);
    case 'no_change':
      return explanations.noChange(refusal.artifact);
    case 'empty':
      return explanations.empty();
    case 'too_long':
      return explanations.tooLong(count(refusal.length), count(refusal.limit));
    case 'invalid':
      return explanations.invalid(refusal.field, refusal.problem);
    case 'unknown_checkpoint':
      return explanations.unknownCheckpoint(refusal.number);
    case 'budget_too_low':
      return explanations.budgetTooLow(refusal.needs);
    case 'unpriced_model':
      return explanations.unpricedModel(refusal.model, refusal.role);
  }
}

type TurnedAway = Extract<
  Refusal,
  {
    refused:
      | 'not_permitted'
      | 'not_entitled'
      | 'stranger'
      | 'guest'
      | 'other_team'
      | 'groups_unread'
      | 'bad_code'
      | 'not_named'
      | 'linked_already';
  }
>;

/** Somebody who may not, or whom the project doesn't know, or not by this account. */
function turnedAway(refusal: TurnedAway): Text {
  switch (refusal.refused) {
    case 'not_permitted':
      return explanations.notPermitted(permissionWords[refusal.needs], refusal.needs);
    case 'not_entitled':
      return explanations.notEntitled(refusal.execution, refusal.has, refusal.get);
    case 'stranger':
      return explanations.stranger();
    case 'guest':
      return explanations.guest();
    case 'other_team':
      return explanations.otherTeam();
    case 'groups_unread':
      return explanations.groupsUnread();
    case 'bad_code':
      return linkWords.bad[refusal.why]();
    case 'not_named':
      return linkWords.notNamed();
    case 'linked_already':
      return linkWords.linkedAlready(refusal.name);
  }
}

/**
 * Seconds. Of two who press at once, the one who lost may have come first by a hair. A click that is older than that was taken up
 * late, because whoever had it before died.
 */
const sameInstant = 2;

/** “Mara approved this 3 seconds earlier, in #film.” An end that nobody chose says which one it was. */
function settled(outcome: Outcome, now: Date): Text {
  const badge = outcomeBadge(outcome.status, outcome.choice);
  const seconds = (now.getTime() - outcome.at.getTime()) / 1000;
  const when = seconds < -sameInstant ? 'meanwhile' : `${duration(Math.max(0, seconds))} earlier`;
  if (outcome.status !== 'decided') {
    return [`${badge.word} ${when}: ${endedWords[outcome.status]}. Your click changed nothing.`];
  }
  const who = outcome.by === null ? 'Somebody' : oneLine(outcome.by);
  const where = outcome.where === null ? '' : `, in ${shortPlaceWords(outcome.where)}`;
  return explanations.settled({
    who,
    did: outcome.choice === null ? 'answered this' : pastWords[outcome.choice],
    when,
    where,
  });
}

const labelOf = (choice: string): string =>
  choice in choiceLabels ? choiceLabels[choice as Choice['id']] : oneLine(choice, 40);
