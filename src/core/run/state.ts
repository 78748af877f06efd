import type { Ask } from '../ask/ask.ts';
import type { Artifact, Version } from '../artifact/version.ts';
import type { Effect } from '../effect.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import type { ModelDefinition, Person, Pipeline, ProjectPlace, Role } from '../project/definition.ts';
import type { Message, SteerPolicy } from '../steering/message.ts';
import type { Grant } from '../stage/grant.ts';
import type { Attempt, Checkpoint, Feedback, Run } from './run.ts';

/** The definition a run was created from, stored with it: a changed file never changes a run. */
export interface Definition {
  pipeline: Pipeline;
  roles: Role[];
  /** What roles name as their model, with its prices. */
  models: Record<string, ModelDefinition>;
  people: Person[];
  director: string | null;
  /** What words of people do that say nothing about it; `steer` where the project doesn't say. */
  defaultPolicy?: SteerPolicy;
  /** Where its cards are shown, and which of them. */
  places: ProjectPlace[];
  /** Folder of the project file: relative directories start here. */
  folder: string;
  /** Never stored: why what was stored can't be read. This stands in for it, and has no stages. */
  lost?: string;
}

/** Everything that the rules of a run read. A store loads it whole and writes back what a decision changed. */
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

/** A text that a digest names; stored once. */
export interface Body {
  digest: string;
  text: string;
}

/** Something that was said in the talk of an agent, as its executor keeps it; insert-only. */
export interface Turn {
  talk: string;
  /** 1, 2, 3 … within the talk. */
  number: number;
  attemptId: string;
  /** Of its JSON, which stands beside it. */
  digest: string;
}

/** What a decision comes to. A store writes what differs from the state it loaded, with the rest, in one transaction. */
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
  /** What the caller learns, beyond the new state. */
  result: Result;
}

export type Result =
  | { kind: 'ok' }
  | { kind: 'claimed'; attempt: Attempt }
  /** It turned into a gate, a block or an end: there is nothing to run, and what was asked was not done. */
  | { kind: 'stand_down'; why: string }
  /** `wrapUp`: the last word of an agent whose budget or turns are spent. */
  | { kind: 'begin'; step: number; messages: Message[]; wrapUp: boolean }
  /** Asked to park, but the run goes on at this epoch; with all that its attempt is to read by now. */
  | { kind: 'go_on'; epoch: number; feedback: Feedback[] }
  | { kind: 'voted'; ask: Ask; missing: number }
  | { kind: 'decided'; ask: Ask }
  /** Nothing was counted: the Ask was about something that has changed, and asks anew. */
  | { kind: 'revised'; ask: Ask };
