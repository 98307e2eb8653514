import * as vscode from 'vscode';
import type { schemaApi } from '../../../contract/request/schemaApi';
import type { Places } from '../../../contract/request/schemaApi';
import type { Handlers } from '../../../contract/rpc';
import type { Connection } from '../../../model/connection';
import { OdooError } from '../../../odoo/error';
import { routesIn } from '../../../requests/openApiRoutes';
import { commandIds } from '../../ids';
import type { PanelContext } from './panelContext';

const missing = (): Promise<never> => Promise.reject(new OdooError('internal', { reason: 'not there' }));

/**
 * Answers what the form asks about the server.
 * @param withoutModels told of a connection whose models could not be read
 */
export function schemaHandlers(
  { ports }: PanelContext,
  withoutModels: (connectionId: string) => void,
): Handlers<typeof schemaApi> {
  const { store, schema, prompt, operations, places } = ports;

  function placesOf(connection: Connection): Places {
    const recent = places.list(connection.id);
    const known = [...operations.list(connection.id)];
    const routes = connection.rest ? routesIn(known, connection.rest) : [];
    return { routes: [...new Set([...recent.routes, ...routes])], paths: recent.paths, operations: known };
  }

  return {
    models: async ({ connectionId, again }) => {
      const connection = store.get(connectionId);
      if (again) schema.askAgain(connectionId);
      try {
        return await prompt.withSecret(connection, connection.auth, () => {
          schema.forgetFailures(connectionId);
          return schema.models(connection);
        });
      } catch (error) {
        withoutModels(connectionId);
        throw error;
      }
    },
    fields: ({ connectionId, model }) => schema.fields(store.get(connectionId), model),
    methods: missing,
    records: missing,
    recordNames: missing,
    properties: missing,
    defaults: missing,
    languages: missing,
    companies: missing,
    count: missing,
    places: ({ connectionId }) => placesOf(store.get(connectionId)),
    importOpenApi: async ({ connectionId }) => {
      await vscode.commands.executeCommand(commandIds.importOpenApi, connectionId);
    },
    pickFile: missing,
  };
}
