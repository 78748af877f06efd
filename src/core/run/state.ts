import type { Ask } from '../ask/ask.ts';
import type { Artifact, Version } from '../artifact/version.ts';
import type { Effect } from '../effect.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import type { ModelDefinition, Person, Pipeline, ProjectPlace, Role } from '../project/definition.ts';
import type { Message, SteerPolicy } from '../steering/message.ts';
import type { Grant } from '../stage/grant.ts';
import type { Attempt, Checkpoint, Feedback, Run } from './run.ts';

/** The definition from which a run was created. It is stored with the run, so that changing the project file never changes a run. */
export interface Definition {
  pipeline: Pipeline;
  roles: Role[];
  /** The models that roles name, with their prices. */
  models: Record<string, ModelDefinition>;
  people: Person[];
  director: string | null;
  /** The policy of people's messages for which none was chosen; `steer` if left out. */
  defaultPolicy?: SteerPolicy;
  /** Where its cards are shown, and which of them. */
  places: ProjectPlace[];
  /** Folder of the project file: relative directories start here. */
  folder: string;
  /** Never stored. Says why the stored definition can't be read; this one then stands in for it, and has no stages. */
  lost?: string;
}

/** Everything that the rules of a run read. A store loads all of it, and writes back what a decision has changed. */
export interface RunState {
  run: Run;
  definition: Definition;
  /** The newest attempt, and any other whose worker may still be at it. Newest last. */
  attempts: Attempt[];
  /** Open Asks, oldest first. */
  asks: Ask[];
  /** All checkpoints of the run, number 0 first. */
  checkpoints: Checkpoint[];
  /** Artifacts of the run, and those of the project that its stages name. */
  artifacts: Artifact[];
  /** Standing permissions that were given in this run, or for its whole pipeline. */
  grants: Grant[];
  /** Messages that are queued, or delivered to a live attempt. Oldest first. */
  messages: Message[];
  /** Who last steered and last edited: for a gate that excludes them. Person ids. */
  lastSteerer: string | null;
  lastEditor: string | null;
}

/** A text, stored once under its digest. */
export interface Body {
  digest: string;
  text: string;
}

/** One turn of an agent's conversation, in the form in which its executor stores it; insert-only. */
export interface Turn {
  talk: string;
  /** 1, 2, 3 … within the talk. */
  number: number;
  attemptId: string;
  /** The digest of its JSON, which is stored as a body. */
  digest: string;
}

/** The result of the rules. A store writes it in one transaction: what differs from the state that was loaded, and the rest. */
export interface Decision {
  state: RunState;
  /** Asks that this decision settled: they left `state.asks`. */
  settled: Ask[];
  versions: Version[];
  bodies: Body[];
  /** Messages said by roles and the system; people's go through `state.messages`. */
  said: Message[];
  turns: Turn[];
  entries: LedgerEntry[];
  effects: Effect[];
  /** What the caller is told besides the new state. */
  result: Result;
}

export type Result =
  | { kind: 'ok' }
  | { kind: 'claimed'; attempt: Attempt }
  /** Instead, a gate was opened, or the run blocked or ended: what was asked for was not done, and there is nothing to run. */
  | { kind: 'stand_down'; why: string }
  /** The step may begin. `wrapUp`: it is the last call of an agent whose budget or turns are used up. */
  | { kind: 'begin'; step: number; messages: Message[]; wrapUp: boolean }
  /** The worker wanted to park the attempt, but the run goes on, at this epoch; `feedback` is what the attempt has to read. */
  | { kind: 'go_on'; epoch: number; feedback: Feedback[] }
  | { kind: 'voted'; ask: Ask; missing: number }
  | { kind: 'decided'; ask: Ask }
  /** The answer was not counted: what the Ask is about has changed, so it got a new revision. */
  | { kind: 'revised'; ask: Ask };
