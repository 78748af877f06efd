import { createHash } from 'node:crypto';
import { digestOf } from '../core/digest.ts';

const hash = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** Ids follow from the delivery, so that a repeat of it makes the same ones. */
export const eventId = (delivery: string): string => `e_${hash(delivery).toString('hex').slice(0, 24)}`;

/** 48 bits: that is what fits into a token of 100 characters beside the ids of project and pipeline and a digest of what the form showed. */
export const actionId = (delivery: string): string => hash(`action/${delivery}`).toString('base64url').slice(0, 8);

/** The trigger id of a run that a form started. Those of programs begin with `api/`, so that the two never clash. */
export const formAction = (projectId: string, actionId: string): string => `form/${projectId}/${actionId}`;

/** The id of the run that an action starts: one action starts one run in each project. */
export const runId = (projectId: string, action: string): string =>
  `run_${hash(`run/${projectId}/${action}`).toString('hex').slice(0, 20)}`;

/** Derived from the delivery key and from what was tried, so that a sender who uses one delivery key for many things hides none of them (P6). */
export const refusalId = (tried: Record<string, unknown>): string => `led_${digestOf(tried).slice(0, 20)}`;
