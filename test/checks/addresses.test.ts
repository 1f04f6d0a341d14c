import { describe, expect, it } from 'vitest';
import { isLoopback, whyNotAsked } from '../../src/checks/addresses.ts';

const PUBLIC = { url: 'https://gateway.example/mcp', credentialHeaders: [] };
const LOCAL = { url: 'http://127.0.0.1:4000/mcp', credentialHeaders: [] };

describe('an address that a server named', () => {
  it.each([
    'http://127.0.0.1/x',
    'http://127.1.2.3:8080/x',
    'http://2130706433/x',
    'http://0x7f.1/x',
    'http://localhost/x',
    'http://as.localhost/x',
    'http://10.1.2.3/x',
    'http://172.16.0.1/x',
    'http://172.31.255.255/x',
    'http://192.168.1.1/x',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/x',
    'http://0.0.0.0/x',
    'http://[::1]/x',
    'http://[::]/x',
    'http://[::ffff:10.0.0.1]/x',
    'http://[fd00::1]/x',
    'http://[fe80::1]/x',
    'http://printer.local/x',
    'http://keycloak.internal/x',
    'http://keycloak/x',
  ])('is not asked from a gateway on the internet where it is private: %s', (url) => {
    expect(whyNotAsked(url, PUBLIC)?.says).toContain('private network');
    expect(whyNotAsked(url, LOCAL)).toBeUndefined();
  });

  it.each([
    'https://login.example/x',
    'https://172.32.0.1/x',
    'https://100.128.0.1/x',
    'https://[2606:4700::1]/x',
    'https://11.0.0.1/x',
  ])('is asked where it is public: %s', (url) => {
    expect(whyNotAsked(url, PUBLIC)).toBeUndefined();
  });

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'ftp://login.example/', 'not an address', '', '//x'])(
    'is not asked where it is no web address: %s',
    (url) => {
      expect(whyNotAsked(url, LOCAL)?.says).toContain('no web address');
    },
  );

  it('is not asked where it holds a credential', () => {
    expect(whyNotAsked('https://login.example/?key=[masked sk-****c3d4 long #2]', LOCAL)?.says).toContain(
      'credential',
    );
  });

  it('is asked of the origins only that were shown', () => {
    const target = { ...PUBLIC, direct: 'https://server.example/mcp', origins: ['https://login.example'] };
    expect(whyNotAsked('https://login.example/x', target)).toBeUndefined();
    expect(whyNotAsked('https://gateway.example/x', target)).toBeUndefined();
    expect(whyNotAsked('https://server.example/x', target)).toBeUndefined();
    expect(whyNotAsked('https://other.example/x', target)).toEqual({
      says: 'Hopscope may not ask “https://other.example” yet.',
      notAllowed: 'https://other.example',
    });
  });
});

it('tells this machine from its neighbours', () => {
  expect(['http://127.0.0.9', 'http://[::1]:1', 'http://a.localhost'].filter(isLoopback)).toHaveLength(3);
  expect(['http://10.0.0.1', 'http://localhost.example', 'http://128.0.0.1'].filter(isLoopback)).toEqual([]);
});
