import * as vscode from 'vscode';
import type { schemaApi } from '../../../contract/request/schemaApi';
import type { Places } from '../../../contract/request/schemaApi';
import type { Handlers } from '../../../contract/rpc';
import type { Connection } from '../../../model/connection';
import { namesOf, searchNames } from '../../../odoo/names';
import { propertiesOf } from '../../../odoo/properties';
import { routesIn } from '../../../requests/openApiRoutes';
import { commandIds } from '../../ids';
import { countRecords, defaultValues } from './asking';
import type { PanelContext } from './panelContext';
import { pickFile } from './pickFile';

/**
 * Answers what the form asks about the server.
 * @param withoutModels told of a connection whose models could not be read
 */
export function schemaHandlers(
  { ports }: PanelContext,
  withoutModels: (connectionId: string) => void,
): Handlers<typeof schemaApi> {
  const { client, store, schema, prompt, operations, places } = ports;

  function placesOf(connection: Connection): Places {
    const recent = places.list(connection.id);
    const known = [...operations.list(connection.id)];
    const routes = connection.rest ? routesIn(known, connection.rest) : [];
    return { routes: [...new Set([...recent.routes, ...routes])], paths: recent.paths, operations: known };
  }

  return {
    models: async ({ connectionId, again }) => {
      const connection = store.get(connectionId);
      // The person wants it: what is known is read again, and a secret that was refused is tried once more.
      if (again) schema.forget(connectionId);
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
    fields: ({ connectionId, model, again }) => {
      if (again) schema.forget(connectionId, model);
      return schema.fields(store.get(connectionId), model);
    },
    methods: ({ connectionId, model }) => schema.methods(store.get(connectionId), model),
    records: ({ connectionId, ...search }, signal) => {
      const connection = store.get(connectionId);
      return schema.ask(connection, () => searchNames(client, connection, search, { signal }));
    },
    recordNames: ({ connectionId, model, ids }, signal) => {
      const connection = store.get(connectionId);
      return schema.ask(connection, () => namesOf(client, connection, model, ids, { signal }));
    },
    properties: ({ connectionId, ...of }, signal) => {
      const connection = store.get(connectionId);
      return schema.ask(connection, () => propertiesOf(client, connection, of, { signal }));
    },
    defaults: ({ connectionId, ...of }, signal) => {
      const connection = store.get(connectionId);
      return schema.ask(connection, () => defaultValues(client, connection, of, { signal }));
    },
    languages: ({ connectionId }) => schema.languages(store.get(connectionId)),
    companies: ({ connectionId }) => schema.companies(store.get(connectionId)),
    count: ({ connectionId, signIn, model, domain, context }, signal) => {
      const connection = store.get(connectionId);
      const options = { signal, ...(signIn ? { signIn } : {}) };
      const count = (): Promise<number> =>
        countRecords(client, connection, { model, domain, context }, options);
      // Another way to sign in has a secret of its own, about which the cache knows nothing.
      return signIn ? count() : schema.ask(connection, count);
    },
    places: ({ connectionId }) => placesOf(store.get(connectionId)),
    importOpenApi: async ({ connectionId }) => {
      await vscode.commands.executeCommand(commandIds.importOpenApi, connectionId);
    },
    pickFile,
  };
}
