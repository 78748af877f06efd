import type { PersonActor, Where } from '../people/actor.ts';
import type { Twin } from '../people/same-human.ts';
import type { ToolName } from '../stage/call.ts';

export const askKinds = ['gate', 'proposal', 'suggestion', 'blocker', 'question'] as const;
export type AskKind = (typeof askKinds)[number];

export const askStatuses = ['open', 'decided', 'expired', 'superseded', 'withdrawn'] as const;
export type AskStatus = (typeof askStatuses)[number];

/** One thing that is shown and decided upon. */
export interface SubjectItem {
  artifactId: string;
  name: string;
  version: number;
  digest: string;
  length: number;
  rehearsal: boolean;
}

export type BlockerReason =
  | ('stage_failed' | 'uncertain_effect' | 'budget_exceeded' | 'time_limit' | 'worker_died' | 'rejected_thrice')
  | 'turns_spent';

/** What an Ask is about. Its digest covers exactly this. */
export type Subject =
  | { about: 'stage_done'; stage: number; stageId: string; items: SubjectItem[] }
  | { about: 'stage_next'; stage: number; stageId: string; definition: string; items: SubjectItem[] }
  | {
      about: 'suggested_version';
      item: SubjectItem;
      base: number | null;
      /** The version that it would replace. */ canon: number | null;
      why: string;
    }
  | {
      about: 'blocker';
      reason: BlockerReason;
      stage: number;
      stageId: string;
      attemptId: string;
      detail: string;
      tried: number;
      /** The agent's call of which nobody knows whether it happened. */
      callId?: string;
    }
  /** An agent asks a person. */
  | {
      about: 'question';
      stage: number;
      stageId: string;
      attemptId: string;
      callId: string;
      text: string;
      options: string[];
    }
  /** An agent's call of a tool, with exactly what would be done; the text stands beside it, by its own digest. */
  | {
      about: 'tool_call';
      stage: number;
      stageId: string;
      attemptId: string;
      callId: string;
      tool: ToolName;
      what: string | null;
      /** Of the call. */
      digest: string;
      words: { digest: string; length: number };
      grants: 'none' | 'run' | 'always';
      irreversible: boolean;
    };

/** Of an agent's question: as many as stand beside each other on every surface. */
export const optionIds = ['option_0', 'option_1', 'option_2', 'option_3'] as const;

export const choiceIds = [
  ...(['approve', 'reject', 'accept', 'defer', 'resume', 'rollback', 'cancel', 'happened', 'try_again'] as const),
  ...(['for_run', 'always', 'answer'] as const),
  ...optionIds,
] as const;

/** `decides` settles the Ask; the others only act and leave it open. */
export interface Choice {
  id: (typeof choiceIds)[number];
  decides: boolean;
  /** Needs words: a reason, or notes. */
  words: 'required' | 'optional' | 'none';
  /** Asks once more before it acts. */
  irreversible: boolean;
  /** Needs as many distinct people as the policy says; the others need one. */
  quorum: boolean;
}

export interface Policy {
  /** Person ids; the literal lets everybody decide who has the permission. An empty list lets nobody. */
  approvers: 'anyone-who-may-decide' | readonly string[];
  quorum: number;
  /** Excluded people, with all their accounts: resolved when the Ask opens or is revised. */
  excluded: readonly string[];
}

/** One person's choice on one revision; unique on (ask, revision, person). */
export interface Answer {
  id: string;
  revision: number;
  personId: string;
  personName: string;
  choice: Choice['id'];
  words: string | null;
  /** The digest of what that person was shown. */
  digest: string;
  where: Where;
  at: Date;
}

/** Who, what, when, where: what a settled card says instead of its buttons. */
export interface Outcome {
  status: Exclude<AskStatus, 'open'>;
  choice: Choice['id'] | null;
  by: string | null;
  words: string | null;
  where: Where | null;
  at: Date;
  /** For the ends that nobody chose. */
  why: string | null;
}

export interface Ask {
  id: string;
  projectId: string;
  runId: string;
  kind: AskKind;
  status: AskStatus;
  /** Raised when the subject changes: old buttons die, votes are cleared. */
  revision: number;
  /** Raised by every write: what its cards compare with. */
  version: number;
  subject: Subject;
  digest: string;
  choices: Choice[];
  policy: Policy;
  /** Answers to the revision in force. */
  answers: Answer[];
  openedAt: Date;
  /** When the revision in force was asked; null for the first, which was asked at the opening. */
  revisedAt: Date | null;
  expiresAt: Date | null;
  outcome: Outcome | null;
}

/** The kinds that a run waits for; proposals and suggestions wait beside it. */
export const holdsTheRun = (ask: Ask): boolean =>
  ask.kind === 'gate' || ask.kind === 'question' || ask.kind === 'blocker';

export interface AnswerEvent {
  askId: string;
  /** The revision whose button was pressed. */
  revision: number;
  choice: Choice['id'];
  words: string | null;
  /** A message of this person's to the run, which nobody has read yet: its words are the answer's. */
  said?: string | null;
  /** The second look was taken, where one is needed. */
  confirmed: boolean;
  actor: PersonActor;
  /** Other ids of the project's people, as they are known now. */
  twins?: readonly Twin[];
}
