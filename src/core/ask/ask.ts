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
      /** The version in force, which it would replace. */
      canon: number | null;
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
      /** The id of the agent's call, if it is not known whether that was made. */
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
  /** An agent wants to call a tool. `words`: the text of exactly what would be done, which is stored separately. */
  | {
      about: 'tool_call';
      stage: number;
      stageId: string;
      attemptId: string;
      callId: string;
      tool: ToolName;
      what: string | null;
      /** The digest of the call. */
      digest: string;
      words: { digest: string; length: number };
      grants: 'none' | 'run' | 'always';
      irreversible: boolean;
    };

/** The options of an agent's question: as many as fit beside each other on every surface. */
export const optionIds = ['option_0', 'option_1', 'option_2', 'option_3'] as const;

export const choiceIds = [
  ...(['approve', 'reject', 'accept', 'defer', 'resume', 'rollback', 'cancel', 'happened', 'try_again'] as const),
  ...(['for_run', 'always', 'answer'] as const),
  ...optionIds,
] as const;

/** `decides`: the choice settles the Ask. Others only do something, and leave it open. */
export interface Choice {
  id: (typeof choiceIds)[number];
  decides: boolean;
  /** Whether it takes words: a reason, or notes. */
  words: 'required' | 'optional' | 'none';
  /** Whether a person is asked once more. */
  irreversible: boolean;
  /** Whether it needs as many people as the policy says; other choices need one person. */
  quorum: boolean;
}

export interface Policy {
  /** Ids of people, or everybody with the permission. With an empty list, nobody may decide. */
  approvers: 'anyone-who-may-decide' | readonly string[];
  quorum: number;
  /** The ids of excluded people, as they were when the Ask was opened or revised. */
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

/** Who decided what, when and where: shown on a settled card instead of its buttons. */
export interface Outcome {
  status: Exclude<AskStatus, 'open'>;
  choice: Choice['id'] | null;
  by: string | null;
  words: string | null;
  where: Where | null;
  at: Date;
  /** Set if nobody decided: why the Ask ended. */
  why: string | null;
}

export interface Ask {
  id: string;
  projectId: string;
  runId: string;
  kind: AskKind;
  status: AskStatus;
  /** Raised when the subject changes: then old buttons no longer work, and votes are cleared. */
  revision: number;
  /** Raised by every write: the revision of its cards. */
  version: number;
  subject: Subject;
  digest: string;
  choices: Choice[];
  policy: Policy;
  /** The answers to the present revision. */
  answers: Answer[];
  openedAt: Date;
  /** When the present revision was asked; null for the first one, which was asked when the Ask was opened. */
  revisedAt: Date | null;
  expiresAt: Date | null;
  outcome: Outcome | null;
}

/** Whether the run waits for this Ask. It does not wait for proposals and suggestions. */
export const holdsTheRun = (ask: Ask): boolean =>
  ask.kind === 'gate' || ask.kind === 'question' || ask.kind === 'blocker';

export interface AnswerEvent {
  askId: string;
  /** The revision whose button was pressed. */
  revision: number;
  choice: Choice['id'];
  words: string | null;
  /** The id of a message of this person to the run, which nobody has read yet and whose words are the answer. */
  said?: string | null;
  /** Whether the person was asked once more, and said yes. */
  confirmed: boolean;
  actor: PersonActor;
  /** Ids that belong to the same human, as far as is known now. */
  twins?: readonly Twin[];
}
