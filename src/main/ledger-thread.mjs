import { workerData } from 'node:worker_threads';

// A thread does not inherit the loader that the program was started with, which its sources need and its build does not.
if (workerData.module.endsWith('.ts')) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(workerData.module);
