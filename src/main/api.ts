import { createApiKeys, createApiRequests } from '../../db/api-keys.ts';
import type { Client } from '../../db/client.ts';
import { createApi } from '../api/app.ts';
import { shippedLimits, type Limits } from '../api/guard/limits.ts';
import type { Records } from '../core/records/records.ts';
import { createDesk } from '../intents/desk.ts';
import type { DoorPorts } from '../intents/ports.ts';

/** The HTTP API over the same stores and rules as the console. */
export const openApi = (
  client: Client,
  ports: DoorPorts & { records: Records },
  limits: Limits = shippedLimits,
): ReturnType<typeof createApi> =>
  createApi({
    ...ports,
    desk: createDesk(ports),
    keys: createApiKeys(client),
    requests: createApiRequests(client),
    limits,
  });
