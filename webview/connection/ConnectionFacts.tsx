import type { ConnectionSummary } from '../../src/contract/connectionSummary';
import { Mark } from '../ui/Mark';

/** "erp.example.com · production · 19.0" */
export function connectionFacts(connection: ConnectionSummary): string {
  return [connection.host, connection.database, connection.version].filter(Boolean).join(' · ');
}

export function ConnectionMarks(props: { connection: ConnectionSummary }) {
  return (
    <>
      {props.connection.production && <Mark kind="production" />}
      {props.connection.readOnly && <Mark kind="readOnly" />}
      {props.connection.unchecked && <Mark kind="unchecked" />}
    </>
  );
}
