import { Client, type ClientConfig } from 'pg';

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
