import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startFakeModel, type FakeModel } from '../../fakes/model/server.ts';

/** An endpoint for all tests of a file, which remembers nothing from one to the next. */
export function useFakeModel(): { fake: FakeModel } {
  const used = {} as { fake: FakeModel };
  beforeAll(async () => {
    used.fake = await startFakeModel();
  });
  afterAll(() => used.fake.close());
  beforeEach(() => {
    used.fake.requests.length = 0;
    used.fake.script = [];
    used.fake.reasons = false;
  });
  return used;
}
