import pg, { Client, type ClientConfig } from 'pg';

/**
 * A pool listens to the errors of its idle clients only. BullMQ takes one out for a transaction, and when Postgres crashes between two of its
 * statements, nobody listens: the process would end. The statement that comes next fails all the same, and is tried again.
 */
export class PatientClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * The connection on which it listens for jobs, BullMQ (6.7) makes by itself, of the module's own class, and hears its errors from a
 * moment after it was opened on: what comes in the same bytes as the greeting would end the process.
 */
export function makeListenersPatient(): void {
  Object.assign(pg, { Client: PatientClient });
}
