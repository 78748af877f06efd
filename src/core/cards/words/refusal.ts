import type { Choice } from '../../ask/ask.ts';
import type { Entitlement, Execution, Permission } from '../../project/definition.ts';
import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';
import { yourAccounts } from './link.ts';

export const permissionWords: Record<Permission, string> = {
  view: 'look at runs',
  message: 'write to runs',
  operate: 'start, resume, cancel or roll back runs',
  decide: 'answer questions',
  edit: 'edit texts',
  configure: "change a run's control mode or revoke its permissions",
};

const verbs: Record<string, string> = {
  pause: 'pause',
  resume: 'resume',
  cancel: 'cancel',
  rollback: 'roll back',
  message: 'write to',
  change_mode: 'change the mode of',
  revoke_grant: 'revoke a permission of',
  edit: 'edit a text of',
  answer: 'answer',
  approve: 'approve',
  reject: 'reject',
  accept: 'accept',
  defer: 'put aside',
  happened: 'go on with',
  try_again: 'try again',
};

export const pastWords: Record<Choice['id'], string> = {
  approve: 'approved this',
  reject: 'rejected this',
  accept: 'accepted this',
  defer: 'put this aside',
  resume: 'resumed the run',
  rollback: 'rolled the run back',
  cancel: 'cancelled the run',
  happened: 'said that it happened',
  try_again: 'had it tried again',
  for_run: 'approved this for the run',
  always: 'approved this for 30 days',
  answer: 'answered this',
  option_0: 'answered this',
  option_1: 'answered this',
  option_2: 'answered this',
  option_3: 'answered this',
};

export const verbWords = (verb: string): string => verbs[verb] ?? oneLine(verb, 30);

export const explanations = {
  notPermitted: (what: string, permission: string): Text => [
    `You may not ${what} in this project. Ask whoever keeps its project file for “${permission}”. Nothing was changed.`,
  ],
  notEntitled: (execution: Execution, has: readonly Entitlement[], get: string): Text => [
    `The controls of this ${execution} run take ${taking(execution, has)}. To get it: ${oneLine(get, 200)} Nothing was changed. The word “stop” in its thread still pauses it.`,
  ],
  stranger: (): Text => [
    "This account isn't linked to anybody in this project. If you are one of its people, link the account: ",
    ...yourAccounts,
    '. If not, ask whoever keeps its project file to add you. Nothing was changed.',
  ],
  guest: (): Text => [
    "This project lets groups in, and guests aren't given what its groups may. Ask whoever keeps its project file to name you. Nothing was changed.",
  ],
  otherTeam: (): Text => [
    'This account belongs to another workspace or server than the groups that this project lets in. Ask whoever keeps its project file to name you, or, if you are one of its people, link the account: ',
    ...yourAccounts,
    '. Nothing was changed.',
  ],
  groupsUnread: (): Text => [
    "Which groups you are in could not be read just now, and without that you can't be let do this. Try again in a minute. People whom the project file names go on as usual. Nothing was changed.",
  ],
  notAPerson: (): Text => [
    "Only people answer questions, and this is a program's key. Use a key of the person who answers. Nothing was changed.",
  ],
  notNow: (verb: string, status: string, why: string | null): Text => [
    `You can't ${verb} this run now: it is ${status.toLowerCase()}${why === null ? '' : ` (${oneLine(why, 200)})`}. Nothing was changed.`,
  ],
  outdatedCard: (verb: string): Text => [
    `The run has moved on since this was drawn, so “${verb}” was not done. The card shows the newest state; press again there.`,
  ],
  confirmNeeded: (verb: string): Text => [`This asks once more before it goes on to ${verb}. Nothing was changed yet.`],
  wordsNeeded: (verb: string): Text => [`Write a reason: it is needed to ${verb}.`],
  noSuchChoice: (): Text => ['This question has no such answer any more. Its card shows the ones that it has.'],
  outdatedAsk: (): Text => [
    'What this asks about has changed since the card was drawn, so your answer was not counted. Look at the newest text and answer again.',
  ],
  alreadyAnswered: (choice: string, at: Date): Text => [
    `You have answered already: ${choice}, `,
    { time: at },
    '. One person has one vote.',
  ],
  notAnApprover: (approvers: readonly string[]): Text =>
    approvers.length === 0
      ? ['Nobody is named who may answer this. Ask whoever keeps the project file. The question stays open.']
      : [`This waits for ${approvers.map((it) => oneLine(it, 40)).join(', ')}. The question stays open.`],
  excluded: (why: string): Text => [`You can't answer this: ${oneLine(why, 200)}. The question stays open for others.`],
  settled: (by: { who: string; did: string; when: string; where: string }): Text => [
    `${by.who} ${by.did} ${by.when}${by.where}. Your click changed nothing.`,
  ],
  runOver: (status: string): Text => [`This run is over (${status.toLowerCase()}): nobody reads what is said to it.`],
  notOurs: (what: string): Text => [
    `This ${oneLine(what, 40)} isn't known here, so nothing was done. Where it has only just appeared, try again in half a minute; otherwise use the newest card of the run.`,
  ],
  /** For people, a grant is called a permission, and its id is not shown. */
  notFound: (what: string, id: string): Text => [
    what === 'grant'
      ? 'There is no such permission any more: it was revoked, or its time is over. Nothing was changed.'
      : `There is no ${oneLine(what, 40)} “${id}” any more. Nothing was changed.`,
  ],
  repeated: (): Text => ['Already done.'],
  contended: (): Text => ['Too many things happened to this run in the same moment. Nothing was done; press again.'],
  staleWork: (why: string): Text => [`The work has moved on (${why}). Nothing was changed.`],
  usedTrigger: (runId: string): Text => ['This form has started its run already: ', { code: runId }, '.'],
  saidAlready: (): Text => ['These words were said to a run already. Nothing was said twice.'],
  wordsGone: (): Text => [
    "These words don't wait any more: they were read, changed or taken back. Nothing was answered; the question has its buttons.",
  ],
  editConflict: (artifact: string, base: number | null, canon: number | null): Text => [
    `“${oneLine(artifact)}” has changed while you wrote: you began with ${nameOf(base)}, and ${nameOf(canon)} is in force. Your text is kept below; submitting it again replaces that version.`,
  ],
  noChange: (artifact: string): Text => [`That is what “${oneLine(artifact)}” says already. No new version was made.`],
  empty: (): Text => ['There were no words in it. Write some.'],
  tooLong: (length: string, limit: string): Text => [`That is too long: ${length} characters, and ${limit} fit.`],
  invalid: (field: string, problem: string): Text => [`${oneLine(field, 40)}: ${oneLine(problem, 300)}`],
  unknownCheckpoint: (number: number): Text => [`This run has no checkpoint ${number}. Choose one of the list.`],
  budgetTooLow: (needs: string): Text => [`The budget is used up: give it ${oneLine(needs, 120)}.`],
  unpricedModel: (model: string, role: string): Text => [
    `A budget in dollars needs prices, and “${oneLine(model)}” (of ${oneLine(role)}) has none in the project file. Add its price, or leave the budget empty.`,
  ],
};

function taking(execution: Execution, has: readonly Entitlement[]): string {
  const other = has.includes('byok')
    ? ': yours, “byok”, is for local runs'
    : ", which the project's plan doesn't give you";
  const or = execution === 'local' ? ' or “byok”' : '';
  return `the entitlement “run-controls”${or}${other}`;
}

const nameOf = (version: number | null): string => (version === null ? 'no version' : `version ${version}`);

export const foundNothing = {
  token: (): Text => [
    'This button is from an older or another program. Use the newest card of the run. Nothing was changed.',
  ],
  form: (): Text => ['This form is from an older or another program. Open it again; nothing was changed.'],
  project: (): Text => [
    'No project is at home here, or none that knows you. Write this in a channel of your project; whoever keeps its project file adds channels under “places” and people under “people”. Nothing was done.',
  ],
  activeRun: (): Text => ['No run is active here. ', { code: '/wheel run' }, ' starts one.'],
  run: (id: string): Text => [`There is no run “${oneLine(id, 60)}” in this project.`],
};
