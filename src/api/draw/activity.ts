import type { z } from 'zod';
import type { activityPageSchema } from '../../core/api/activity.ts';
import { actorKeyOf } from '../../core/records/actor-key.ts';
import type { ActivityRecord } from '../../core/records/records.ts';

export function drawActivity({ entry, run }: ActivityRecord): z.infer<typeof activityPageSchema>['items'][number] {
  const { id, kind, actor, at, subject, payload, status } = entry;
  return {
    ...{ id, kind, subject, payload, status },
    project_id: entry.projectId,
    run_id: entry.runId,
    run_title: run?.title ?? null,
    context: run?.context ?? {},
    who: { kind: actor.kind, id: actorKeyOf(actor), name: actor.name },
    at: at.toISOString(),
    where: actor.kind === 'system' ? null : actor.where,
  };
}
