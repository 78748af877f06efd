import { AsyncLocalStorage } from 'node:async_hooks';

/** What somebody is doing in this moment: its id stands on every line that is logged meanwhile, whoever logs it. */
interface Doing {
  request: string;
  /** `performance.now()` when it arrived here. */
  since: number;
}

const storage = new AsyncLocalStorage<Doing>();

export const during = <T>(request: string, work: () => Promise<T>): Promise<T> =>
  storage.run({ request, since: performance.now() }, work);

export const current = (): Doing | undefined => storage.getStore();
