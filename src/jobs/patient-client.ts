import pg, { Client, type ClientConfig } from 'pg';

/**
 * A client of pg with an error listener of its own. A pool listens to the errors of its idle clients only. BullMQ takes a client out of the
 * pool for a transaction; if Postgres crashes between two of its statements, nobody listens, and Node would end the process. With the listener,
 * the next statement fails, and is tried again.
 */
export class PatientClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * BullMQ (6.7) makes the connection on which it listens for jobs from pg's own `Client` class, and adds its error listener only after
 * connecting: an error that arrives together with the greeting would end the process. So pg's class is replaced.
 */
export function makeListenersPatient(): void {
  Object.assign(pg, { Client: PatientClient });
}
