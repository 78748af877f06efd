import { digestText } from '../digest.ts';
import type { Where } from '../people/actor.ts';
import type { SurfaceName } from '../project/definition.ts';

export const steerPolicies = ['steer', 'pause'] as const;
/** What a person's words do to a run. Control data: it never enters a prompt. */
export type SteerPolicy = (typeof steerPolicies)[number];

export const timings = ['step', 'stage'] as const;
/** When words are read: at the next step of the run, or only once the stage that is in progress is over. */
export type Timing = (typeof timings)[number];

export const messageStatuses = ['queued', 'delivered', 'withdrawn', 'rejected', 'said'] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** Words of a person (or a program), a role or the system. Only its status is ever changed. */
export interface Message {
  id: string;
  runId: string;
  origin: 'person' | 'role' | 'system';
  /** Person id, `client:` and the id of a key, role handle, or `wheelhouse`. */
  author: string;
  authorName: string;
  text: string;
  /** `summary`: the labelled post-run summary; `draft`: a role presents its work. */
  kind: 'steering' | 'talk' | 'draft' | 'summary';
  rehearsal: boolean;
  /** The structured half of a summary (S3-47); why words were rejected as they were said. */
  metadata: unknown;
  status: MessageStatus;
  /** The attempt that was given these words. */
  deliveredTo: string | null;
  where: Where | null;
  /** What these words do to the run; null if they don't steer. Control data, as above. */
  policy: SteerPolicy | null;
  /** Read only once the run is past this stage; null: at the next step. */
  afterStage: number | null;
  /** The message on a surface that holds these words, if its author can still change it there. */
  source: MessageSource | null;
  /** The message that these words changed or took back. */
  replaces: string | null;
  at: Date;
}

/** Whether an attempt at this stage is given this waiting message. */
export const isDue = ({ afterStage }: Message, stage: number): boolean => afterStage === null || stage > afterStage;

export interface MessageAt {
  surface: SurfaceName;
  channel: string;
  /** The surface's id of the message. */
  message: string;
}

export interface MessageSource extends MessageAt {
  /** The `markOfWords` of its text: an edit with the same mark, such as a link preview, has not changed the words. */
  mark: string;
}

/** Tells different wordings of one message apart. Eight digits, because it has to fit into a form's token. */
export const markOfWords = (text: string): string => digestText(text.trim()).slice(0, 8);
