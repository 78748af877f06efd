import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being handled. Every line that is logged meanwhile, by whatever code, has its id. */
interface Doing {
  request: string;
  /** `performance.now()` when it arrived. */
  since: number;
}

const storage = new AsyncLocalStorage<Doing>();

export const during = <T>(request: string, work: () => Promise<T>): Promise<T> =>
  storage.run({ request, since: performance.now() }, work);

export const current = (): Doing | undefined => storage.getStore();
