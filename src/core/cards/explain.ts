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

type Code = Refusal['refused'];
type Explainer<C extends Code> = (refusal: Extract<Refusal, { refused: C }>, now: Date) => Text;

/** Why nothing was done, and what to do instead: for whoever asked. */
export const explain = (refusal: Refusal, now: Date): Text =>
  (explainers[refusal.refused] as Explainer<Code>)(refusal, now);

const explainers: { [C in Code]: Explainer<C> } = {
  not_now: ({ verb, status, hold }) => explanations.notNow(verbWords(verb), runBadges[status].word, hold?.why ?? null),
  outdated_card: ({ verb }) => explanations.outdatedCard(verbWords(verb)),
  confirm_needed: ({ choice }) => explanations.confirmNeeded(verbWords(choice)),
  words_needed: ({ choice }) => explanations.wordsNeeded(verbWords(choice)),
  no_such_choice: () => explanations.noSuchChoice(),
  ask_settled: ({ outcome }, now) => settled(outcome, now),
  outdated_ask: () => explanations.outdatedAsk(),
  already_answered: ({ choice, at }) => explanations.alreadyAnswered(labelOf(choice), at),
  not_an_approver: ({ approvers }) => explanations.notAnApprover(approvers),
  excluded: ({ why }) => explanations.excluded(why),
  run_over: ({ status }) => explanations.runOver(runBadges[status].word),
  not_permitted: ({ needs }) => explanations.notPermitted(permissionWords[needs], needs),
  not_entitled: ({ execution, has, get }) => explanations.notEntitled(execution, has, get),
  stranger: () => explanations.stranger(),
  guest: () => explanations.guest(),
  other_team: () => explanations.otherTeam(),
  groups_unread: () => explanations.groupsUnread(),
  bad_code: ({ why }) => linkWords.bad[why](),
  not_named: () => linkWords.notNamed(),
  linked_already: ({ name }) => linkWords.linkedAlready(name),
  not_a_person: () => explanations.notAPerson(),
  not_ours: ({ what }) => explanations.notOurs(what),
  not_found: ({ what, id }) => explanations.notFound(what, oneLine(id, 60)),
  repeated: () => explanations.repeated(),
  contended: () => explanations.contended(),
  stale_work: ({ why }) => explanations.staleWork(why),
  used_trigger: ({ runId }) => explanations.usedTrigger(runId),
  said_already: () => explanations.saidAlready(),
  words_gone: () => explanations.wordsGone(),
  edit_conflict: ({ artifact, base, canon }) => explanations.editConflict(artifact, base, canon),
  no_change: ({ artifact }) => explanations.noChange(artifact),
  empty: () => explanations.empty(),
  too_long: ({ length, limit }) => explanations.tooLong(count(length), count(limit)),
  invalid: ({ field, problem }) => explanations.invalid(field, problem),
  unknown_checkpoint: ({ number }) => explanations.unknownCheckpoint(number),
  budget_too_low: ({ needs }) => explanations.budgetTooLow(needs),
  unpriced_model: ({ model, role }) => explanations.unpricedModel(model, role),
};

/**
 * Seconds. If two people press at the same time, the clock of the one who lost may be slightly ahead of the other's. A click that is older than
 * this was processed late, because the process that had it died.
 */
const sameInstant = 2;

/** Who was faster: “Mara approved this 3 seconds earlier, in #film.” If nobody decided, how the question ended. */
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
