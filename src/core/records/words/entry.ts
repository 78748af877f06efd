import type { Choice } from '../../ask/ask.ts';
import { choiceLabels } from '../../cards/words/choice.ts';
import { surfaces } from '../../cards/words/outcome.ts';
import { modeWords, quoted } from '../../cards/words/run.ts';
import { budget, count, plural } from '../../cards/numbers.ts';
import type { EntryKind, LedgerEntry } from '../../ledger/entry.ts';
import type { Where } from '../../people/actor.ts';
import type { ControlMode } from '../../project/definition.ts';
import { actorName } from './actor.ts';
import { type Facts, factsOf } from './facts.ts';

const stage = (facts: Facts): string => {
  const name = facts.text('stage');
  return name === null ? 'a stage' : `the stage ${quoted(name)}`;
};
const choice = (facts: Facts): string => {
  const id = facts.text('choice');
  return id === null ? 'an answer' : quoted(id in choiceLabels ? choiceLabels[id as Choice['id']] : id);
};
const mode = (name: string | null): string =>
  name !== null && name in modeWords ? modeWords[name as ControlMode].name : (name ?? 'another');
const because = (facts: Facts): string => {
  const why = facts.text('why');
  return why === null ? '' : `: ${why.replace(/\.$/, '')}`;
};
const numbered = (what: string, number: number | null): string =>
  number === null ? `a ${what}` : `${what} ${count(number)}`;

/** A question opens by what somebody did before, often an answer to the last one: nobody is said to have asked it themselves. */
const askKinds: Record<string, string> = {
  gate: 'brought the run to a gate',
  proposal: 'proposed a run',
  suggestion: 'suggested a version',
  blocker: 'brought the run to a stop, which asks how to go on',
  question: 'asked a question',
};

const tooled = (facts: Facts): string => {
  const tool = facts.text('tool');
  return tool === null ? '' : ` for the tool ${quoted(tool)}`;
};

/** The text beside the entry says for which of its calls. */
const granted = (facts: Facts): string => {
  const scopes: Record<string, string> = { for_run: ', for the run', always: ', for every run of the pipeline' };
  return `${tooled(facts)}${scopes[facts.text('scope') ?? ''] ?? ''}`;
};

function raised(facts: Facts): string {
  const limit = budget({ microUsd: facts.number('microUsd'), tokens: facts.number('tokens') });
  return limit === null ? 'took the limit off the budget' : `set the budget to ${limit}`;
}

function voted(facts: Facts): string {
  const missing = facts.number('missing');
  return `answered ${choice(facts)}${missing ? `; ${plural(missing, 'more answer')} needed` : ''}`;
}

const wasRead = (facts: Facts): string => (facts.text('was') === 'delivered' ? ' that the run had read' : '');

const at = (facts: Facts): string => {
  const surface = facts.text('surface');
  return surface === null ? '' : ` in ${surface in surfaces ? surfaces[surface as Where['surface']] : surface}`;
};

const linked = (facts: Facts): string => {
  const person = facts.text('person');
  const account = `the ${facts.text('surface') ?? 'other'} account ${facts.text('account') ?? 'of somebody'}`;
  return `${account} to ${person === null ? 'a person' : quoted(person)}`;
};

/** What somebody did, behind their name: in the past, which is right behind “You” as behind “Mara”. One function for each kind of entry: a new kind does not compile without. */
export const entryWords: Record<EntryKind, { name: string; did: (facts: Facts) => string }> = {
  'run.started': {
    name: 'Run started',
    did: (f) => {
      const [pipeline, how] = [f.text('pipeline'), f.text('mode')];
      return `started a run${pipeline === null ? '' : ` of ${quoted(pipeline)}`}${how === null ? '' : `, in the mode ${mode(how)}`}`;
    },
  },
  'run.paused': {
    name: 'Run paused',
    // By the rules, in the course of what somebody did: nobody is said to have paused it themselves.
    did: (f) => `${f.text('initiator') === 'auto' ? 'brought the run to a hold' : 'paused the run'}${because(f)}`,
  },
  'run.resumed': { name: 'Run resumed', did: () => 'resumed the run' },
  'run.cancelled': { name: 'Run cancelled', did: () => 'cancelled the run' },
  'run.rolled_back': {
    name: 'Run rolled back',
    did: (f) => `rolled the run back to ${numbered('checkpoint', f.number('checkpoint'))}`,
  },
  'run.mode_changed': {
    name: 'Mode changed',
    did: (f) => `changed the mode from ${mode(f.text('from'))} to ${mode(f.text('to'))}`,
  },
  'run.completed': { name: 'Run completed', did: () => 'completed the run: all its stages are done' },
  'run.failed': { name: 'Run failed', did: () => 'ended the run: what it was created from can no longer be read' },
  'run.progressed': {
    name: 'Run went on without a gate',
    did: () => 'let the run go on without a gate, as its mode has it: people review afterwards',
  },
  'run.budget_raised': { name: 'Budget changed', did: raised },
  'grant.made': { name: 'Permission given', did: (f) => `gave a standing permission${granted(f)}` },
  'grant.revoked': { name: 'Permission revoked', did: (f) => `revoked a standing permission${tooled(f)}` },
  'attempt.claimed': {
    name: 'Stage begun',
    did: (f) => `began ${stage(f)}`,
  },
  'attempt.taken_over': { name: 'Stage taken over', did: () => 'took over the work of another, which had died' },
  'attempt.step_begun': { name: 'Step begun', did: (f) => `began ${numbered('step', f.number('step'))}` },
  'attempt.done': {
    name: 'Stage done',
    did: (f) => `finished ${stage(f)} and made ${numbered('version', f.number('version'))}`,
  },
  'attempt.failed': { name: 'Stage failed', did: () => 'could not finish the stage' },
  'attempt.parked': {
    name: 'Stage parked',
    did: (f) =>
      `put the stage aside${f.text('why') === 'budget' ? ': the budget is used up' : ' until the run goes on'}`,
  },
  'attempt.released': { name: 'Stage given back', did: (f) => `gave the stage back${because(f)}` },
  'attempt.lapsed': { name: 'Worker lost', did: () => 'found that whoever was at work had not been heard of' },
  'attempt.unknown': {
    name: 'Outcome unknown',
    did: () => 'could not tell whether the stage had its effect: a person judges',
  },
  'ask.opened': { name: 'Question opened', did: (f) => askKinds[f.text('kind') ?? ''] ?? 'asked a question' },
  'ask.revised': {
    name: 'Question revised',
    did: (f) => `made the question ask anew: ${numbered('revision', f.number('revision'))}`,
  },
  'ask.answered': { name: 'Vote given', did: voted },
  'ask.decided': { name: 'Question decided', did: (f) => `decided ${choice(f)}` },
  'ask.deferred': { name: 'Question put aside', did: () => 'put the question aside' },
  'ask.expired': { name: 'Question expired', did: () => 'closed the question: nobody answered in time' },
  'ask.superseded': { name: 'Question superseded', did: (f) => `made another question of it${because(f)}` },
  'ask.withdrawn': { name: 'Question withdrawn', did: (f) => `withdrew the question${because(f)}` },
  'artifact.edited': {
    name: 'Artifact changed',
    did: (f) => {
      const name = f.text('name');
      return `changed ${name === null ? 'an artifact' : quoted(name)}: ${numbered('version', f.number('version'))}`;
    },
  },
  'message.accepted': {
    name: 'Message accepted',
    did: (f) => {
      const length = f.number('length');
      const size = length === null ? '' : ` of ${plural(length, 'character')}`;
      return `wrote a message${size}${f.text('policy') === 'pause' ? ', and paused the run' : ' to the run'}`;
    },
  },
  'message.rejected': {
    name: 'Message rejected',
    did: (f) => {
      if (f.text('rejected') === 'too_late') return 'left a message unread that came too late';
      const why = f.text('rejected') === 'budget_spent' ? 'the budget is used up' : 'a model of the run has no price';
      return `wrote a message that no model reads: ${why}`;
    },
  },
  'message.edited': {
    name: 'Message edited',
    did: (f) => `changed a message${wasRead(f)}${f.text('policy') === 'pause' ? ', and paused the run' : ''}`,
  },
  'message.deleted': {
    name: 'Message deleted',
    did: (f) =>
      f.text('by') === 'unknown'
        ? `reported that a message${wasRead(f)} was deleted${at(f)}, by whom is not known`
        : `deleted a message${wasRead(f)}`,
  },
  'command.refused': {
    name: 'Refused',
    did: (f) => {
      const leftOut = f.number('leftOut');
      if (leftOut !== null) return `tried ${plural(leftOut, 'more time')} within a minute, refused each time`;
      const [verb, refused] = [f.text('verb'), f.text('refused')];
      const why = refused === null ? '' : `, ${refused.replaceAll('_', ' ')}`;
      return `tried${verb === null ? ' something' : ` to ${verb.replaceAll('_', ' ')}`}: refused${why}`;
    },
  },
  'key.created': { name: 'Key made', did: () => 'made a key for the API' },
  'key.rotated': { name: 'Key renewed', did: () => 'renewed a key for the API' },
  'key.revoked': { name: 'Key revoked', did: () => 'revoked a key for the API' },
  'account.linked': { name: 'Account linked', did: (f) => `linked ${linked(f)}` },
  'account.unlinked': { name: 'Account unlinked', did: (f) => `ended the link of ${linked(f)}` },
};

/** One sentence, without its time and place. `stage`: the name of the stage whose id the entry has, where that is known. */
export function entrySentence(
  { kind, actor, payload }: Pick<LedgerEntry, 'kind' | 'actor' | 'payload'>,
  stage: string | null = null,
): { who: string; did: string } {
  const facts = factsOf({ payload: stage === null ? payload : { ...payload, stage } });
  return { who: actorName(actor), did: `${entryWords[kind].did(facts)}.` };
}
