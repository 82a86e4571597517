import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { onboardingScript } from '../../../web/onboarding/onboarding-script.js';

interface FakeElement {
  attributes: Record<string, string>;
  disabled: boolean;
  textContent: string;
  onclick: () => void;
  setAttribute(name: string, value: string): void;
}

/** Runs the script in a page at `address`, where `answers` says what the network answers to a URL (`null`: fails). */
function openPage(address: string, answers: (url: string) => { status: number; text: string } | null) {
  const sent: { method: string; url: string; body: string | null; type?: string }[] = [];
  const elements = new Map<string, FakeElement>();
  const element = (id: string): FakeElement => {
    const known = elements.get(id);
    if (known !== undefined) return known;
    const attributes: Record<string, string> = {};
    const made: FakeElement = {
      attributes,
      disabled: false,
      textContent: '',
      onclick: () => undefined,
      setAttribute: (name, value) => {
        attributes[name] = value;
      },
    };
    elements.set(id, made);
    return made;
  };
  class FakeRequest {
    status = 0;
    responseText = '';
    timeout = 0;
    onload = (): void => undefined;
    onerror = (): void => undefined;
    #opened = { method: '', url: '' };
    #type: string | undefined;
    open(method: string, url: string): void {
      this.#opened = { method, url };
    }
    setRequestHeader(_: string, value: string): void {
      this.#type = value;
    }
    send(body: string | null): void {
      sent.push({ ...this.#opened, body, ...(this.#type === undefined ? {} : { type: this.#type }) });
      const answer = answers(this.#opened.url);
      if (answer === null) {
        this.onerror();
        return;
      }
      this.status = answer.status;
      this.responseText = answer.text;
      this.onload();
    }
  }
  const { protocol, hostname } = new URL(address);
  runInNewContext(onboardingScript, {
    document: { getElementById: element },
    location: { protocol, hostname },
    XMLHttpRequest: FakeRequest,
    JSON,
    String,
  });
  return {
    sent,
    state: () => element('check').attributes['data-state'],
    leak: element('leak'),
    leaked: element('leaked'),
    again: element('again'),
  };
}

const ours = { status: 200, text: '{"trusted":true}' };

describe('onboardingScript', () => {
  it('says ready when HTTP and HTTPS both come through', () => {
    const page = openPage('http://plainsight.test/', () => ours);
    expect(page.state()).toBe('ready');
    expect(page.sent.map(({ url }) => url)).toEqual(['http://plainsight.test/trusted', 'https://plainsight.test/trusted']);
  });

  it('says that the CA is not trusted when only HTTP does', () => {
    expect(openPage('http://192.168.1.5:8080/', (url) => (url.startsWith('https:') ? null : ours)).state()).toBe('untrusted');
  });

  it.each([
    null,
    { status: 404, text: 'no' },
    { status: 200, text: '<html>captive portal' },
    { status: 200, text: 'null' },
    { status: 200, text: '{"trusted":1}' },
  ])('says that the proxy is not in use when %j answers', (answer) => {
    expect(openPage('http://192.168.1.5:8080/', () => answer).state()).toBe('unproxied');
  });

  it('is ready when the page itself came over HTTPS', () => {
    const page = openPage('https://plainsight.test/', () => null);
    expect(page.state()).toBe('ready');
    expect(page.sent).toEqual([]);
  });

  it('checks again when asked', () => {
    let trusted = false;
    const page = openPage('http://plainsight.test/', (url) => (url.startsWith('https:') && !trusted ? null : ours));
    expect(page.state()).toBe('untrusted');
    trusted = true;
    page.again.onclick();
    expect(page.state()).toBe('ready');
  });

  it('leaks the sample unencrypted, and shows what is answered as text', () => {
    const page = openPage('http://plainsight.test/', (url) =>
      url.endsWith('/leak') ? { status: 200, text: '{"message":"look <b>there</b>"}' } : ours,
    );
    page.leak.onclick();
    const leak = page.sent.at(-1);
    expect(leak).toMatchObject({ method: 'POST', url: 'http://plainsight.test/leak', type: 'application/json' });
    expect(JSON.parse(leak?.body ?? '')).toMatchObject({ email: 'ada.sample@plainsight-sample.org' });
    expect(page.leaked.textContent).toBe('look <b>there</b>');
    expect(page.leak.disabled).toBe(false);
  });

  it('says so when the sample cannot be sent, or not from here', () => {
    const unproxied = openPage('http://192.168.1.5:8080/', () => null);
    unproxied.leak.onclick();
    expect(unproxied.leaked.textContent).toContain('does not use the proxy');
    const secure = openPage('https://plainsight.test/', () => ours);
    secure.leak.onclick();
    expect(secure.leaked.textContent).toContain('http://plainsight.test/');
    expect(secure.sent).toEqual([]);
  });

  it('is written for old browsers, and cannot end its own element', () => {
    expect(onboardingScript).not.toMatch(/=>|\b(let|const|class|async|await)\b|`|\?\.|\?\?/);
    expect(onboardingScript).not.toMatch(/<\/|<!--|innerHTML|eval/);
  });
});
