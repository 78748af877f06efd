import { cantControl, notEntitled, type Entrant } from '../people/entitlement.ts';
import type { Execution } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import type { Choice } from './ask.ts';

/**
 * Why somebody who may answer a blocker may not choose this. Its answers do what the run controls do, let the run go on or end it,
 * so the project's plan counts for all of them (S0-22).
 */
export const cantUnblock = (actor: Entrant, choice: Choice['id'], execution: Execution): Refusal | null =>
  choice === 'cancel' || choice === 'rollback' ? cantControl(actor, execution) : notEntitled(actor, execution);
