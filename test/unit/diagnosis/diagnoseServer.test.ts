import { afterEach, describe, expect, it } from 'vitest';
import {
  certificate,
  closedPort,
  page,
  redirectTo,
  serveHttp,
  serveHttps,
  serveTcp,
} from '../../support/faultyServers';
import { htmlAnswer } from '../../support/scriptedTransport';
import { closeAll, diagnosed, fakeOdoo, network, scripted, started, verdicts } from './inquiryBench';

afterEach(closeAll);

describe('diagnose, on the way to the server', () => {
  it('names an address that cannot be one', async () => {
    const diagnosis = await diagnosed({ url: 'ftp://erp.example.com' });
    expect(diagnosis.cause).toMatchObject({ code: 'address.invalid', certainty: 'certain' });
    expect(diagnosis.steps.slice(1).every((step) => step.verdict === 'skipped')).toBe(true);
  });

  it('names a host that is unknown', async () => {
    const diagnosis = await diagnosed({ url: 'https://name.invalid' });
    expect(diagnosis.cause).toMatchObject({ code: 'dns.notFound', certainty: 'certain' });
    expect(diagnosis.cause?.sentence).toContain('name.invalid');
  });

  it('names a port that nothing listens on', async () => {
    const port = await closedPort();
    const diagnosis = await diagnosed({ url: `http://127.0.0.1:${port}` });
    expect(diagnosis.cause).toMatchObject({ code: 'tcp.refused', certainty: 'certain' });
    expect(diagnosis.evidence[0]).toBe(`Connecting to port ${port} of 127.0.0.1 was refused at once.`);
  });

  it('names a certificate of the server’s own making, and shows it', async () => {
    const server = await started(serveHttps('selfSigned', page('Odoo')));
    const diagnosis = await diagnosed({ url: server.url });
    expect(diagnosis.cause).toMatchObject({ code: 'tls.untrusted', certainty: 'certain' });
    expect(diagnosis.cause?.sentence).toContain('self-signed');
    expect(diagnosis.evidence.join(' ')).toContain('1 January 2120');
    expect(diagnosis.evidence.join(' ')).toMatch(/SHA-256 fingerprint: [0-9A-F:]{95}/);
    expect(verdicts(diagnosis)).toContain('tls failed, http skipped');
  });

  it('sends nothing to a server whose certificate it does not trust', async () => {
    let requests = 0;
    const server = await started(serveHttps('selfSigned', () => requests++));
    await diagnosed({ url: server.url });
    expect(requests).toBe(0);
  });

  it('names a certificate that has expired', async () => {
    const server = await started(serveHttps('expired', page('Odoo')));
    const trusting = { ...network, certificates: [certificate('expired').pem] };
    const diagnosis = await diagnosed({ url: server.url }, { network: trusting });
    expect(diagnosis.cause).toMatchObject({ code: 'tls.expired', certainty: 'certain' });
    expect(diagnosis.cause?.sentence).toContain('1 January 2021');
  });

  it('names a certificate for another host', async () => {
    const server = await started(serveHttps('otherName', page('Odoo')));
    const trusting = { ...network, certificates: [certificate('otherName').pem] };
    const diagnosis = await diagnosed({ url: server.url }, { network: trusting });
    expect(diagnosis.cause).toMatchObject({ code: 'tls.nameMismatch', certainty: 'certain' });
    expect(diagnosis.cause?.sentence).toContain('other.example.com');
  });

  it('accepts a certificate that this computer was told to trust', async () => {
    const server = await started(serveHttps('selfSigned', page('Welcome')));
    const trusting = { ...network, certificates: [certificate('selfSigned').pem] };
    const diagnosis = await diagnosed({ url: server.url }, { network: trusting });
    expect(diagnosis.steps.find((step) => step.probe === 'tls')).toMatchObject({ verdict: 'ok' });
  });

  it('finds plain http behind an https address, and offers it', async () => {
    const server = await started(serveHttp(page('Odoo')));
    const diagnosis = await diagnosed({ url: server.url.replace('http', 'https') });
    expect(diagnosis.cause).toMatchObject({ code: 'tls.notTls', certainty: 'certain' });
    expect(diagnosis.remedies[0]?.action).toEqual({ kind: 'useAddress', url: server.url });
  });

  it('finds https behind a plain http address, and offers it', async () => {
    const server = await started(serveHttps('selfSigned', page('Odoo')));
    const diagnosis = await diagnosed({ url: server.url.replace('https', 'http') });
    expect(diagnosis.cause).toMatchObject({ code: 'http.tlsExpected', certainty: 'certain' });
    expect(diagnosis.remedies[0]?.action).toEqual({ kind: 'useAddress', url: server.url });
  });

  it('names a port that hangs up', async () => {
    const server = await started(serveTcp((socket) => socket.destroy()));
    const diagnosis = await diagnosed({ url: server.url });
    expect(diagnosis.cause?.code).toBe('tcp.closed');
  });

  it('names a server that takes the connection and never answers', async () => {
    const server = await started(serveTcp());
    const diagnosis = await diagnosed({ url: server.url }, { timeoutMs: 300 });
    expect(diagnosis.cause?.code).toBe('call.timeout');
  });
});

describe('diagnose, at the server', () => {
  it('names a redirect to https, and offers where it leads', async () => {
    const secure = await started(serveHttps('selfSigned', page('Odoo')));
    const server = await started(serveHttp(redirectTo(secure.url)));
    const diagnosis = await diagnosed({ url: server.url });
    expect(diagnosis.cause).toMatchObject({ code: 'http.redirected', certainty: 'certain' });
    expect(diagnosis.evidence[0]).toContain(`Location: ${secure.url}/web/webclient/version_info`);
    expect(diagnosis.remedies[0]?.action).toEqual({ kind: 'useAddress', url: secure.url });
  });

  it('does not offer where a redirect leads when no Odoo is there', async () => {
    const portal = await started(serveHttp(page('Sign in to Acme')));
    const server = await started(
      serveHttp((_request, response) => {
        response.writeHead(302, { location: `${portal.url}/sso?next=erp` }).end();
      }),
    );
    const diagnosis = await diagnosed({ url: server.url });
    expect(diagnosis.cause?.code).toBe('http.redirected');
    expect(diagnosis.remedies.some((remedy) => remedy.action?.kind === 'useAddress')).toBe(false);
  });

  it('names a page that is not Odoo, with its title', async () => {
    const server = await started(serveHttp(page('Welcome to nginx')));
    const diagnosis = await diagnosed({ url: server.url });
    expect(diagnosis.cause).toMatchObject({ code: 'http.notOdoo', certainty: 'certain' });
    expect(diagnosis.cause?.sentence).toContain('“Welcome to nginx”');
    expect(diagnosis.evidence[0]).toContain('“Welcome to nginx”');
  });

  it('says that it is not Odoo when every path but the start page is unknown', async () => {
    const server = await started(
      serveHttp((request, response) => {
        if (request.url === '/') page('Company wiki')(request, response);
        else response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
      }),
    );
    const diagnosis = await diagnosed({ url: server.url });
    expect(diagnosis.cause?.code).toBe('http.notOdoo');
    expect(diagnosis.evidence[0]).toContain('“Company wiki”');
  });

  it('says that Odoo’s API is not reachable when the start page is Odoo’s', async () => {
    const { diagnosis } = await scripted((request) =>
      new URL(request.url).pathname === '/'
        ? { status: 303, headers: { location: '/web/database/selector' } }
        : htmlAnswer(404, '404 Not Found'),
    );
    expect(diagnosis.cause).toMatchObject({ code: 'protocol.notAvailable', certainty: 'likely' });
  });

  it('offers the address without its path when Odoo answers there', async () => {
    const { diagnosis } = await scripted(
      (request) =>
        request.url.includes('/company/')
          ? htmlAnswer(404, '404 Not Found')
          : fakeOdoo()(request, { timeoutMs: 1, maxBytes: 1 }),
      { url: `http://127.0.0.1:${(await started(serveTcp())).port}/company` },
    );
    expect(diagnosis.cause?.code).toBe('address.path');
    expect(diagnosis.remedies[0]?.action).toMatchObject({ kind: 'useAddress' });
    expect(diagnosis.evidence[0]).toContain('Without the path /company, Odoo 19.0 answers.');
  });

  it('names a gateway that gets no answer from Odoo', async () => {
    const { diagnosis } = await scripted(() => htmlAnswer(502, '502 Bad Gateway'));
    expect(diagnosis.cause).toMatchObject({ code: 'http.gateway', certainty: 'certain' });
  });

  it('checks the proxy in place of the target where one applies', async () => {
    const port = await closedPort();
    const proxied = { ...network, proxy: `http://127.0.0.1:${port}` };
    const diagnosis = await diagnosed({ url: 'https://erp.example.com' }, { network: proxied });
    expect(diagnosis.cause?.code).toBe('tcp.refused');
    expect(diagnosis.evidence[1]).toContain('go through the proxy 127.0.0.1');
    expect(verdicts(diagnosis)).toContain('dns skipped, tcp failed');
  });
});
