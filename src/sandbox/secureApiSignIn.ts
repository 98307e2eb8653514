/** An application of the Secure API module, which asks for tokens with an id and a secret. */
export interface OAuth2Client {
  clientId: string;
  clientSecret: string;
}

export const oauth2Client: OAuth2Client = {
  clientId: 'sandbox-explorer',
  clientSecret: 'sandbox-explorer-secret',
};
