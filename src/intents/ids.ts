import { createHash } from 'node:crypto';
import { digestOf } from '../core/digest.ts';

const hash = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** Ids follow from the delivery, so that a repeat of it makes the same ones. */
export const eventId = (delivery: string): string => `e_${hash(delivery).toString('hex').slice(0, 24)}`;

/** 48 bits: what is left of a token's 100 characters beside a project's and a pipeline's id, and a digest of what its form told. */
export const actionId = (delivery: string): string => hash(`action/${delivery}`).toString('base64url').slice(0, 8);

/** What a form's Run is in its project: no program's action begins so, those begin with `api/`. */
export const formAction = (projectId: string, actionId: string): string => `form/${projectId}/${actionId}`;

/** One action starts one run in each project. */
export const runId = (projectId: string, action: string): string =>
  `run_${hash(`run/${projectId}/${action}`).toString('hex').slice(0, 20)}`;

/** Of the delivery and of all that was tried with it: a sender who repeats one name for many things hides none (P6). */
export const refusalId = (tried: Record<string, unknown>): string => `led_${digestOf(tried).slice(0, 20)}`;
