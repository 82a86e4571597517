/**
 * The script of the onboarding page, for browsers as old as iOS 12 and Android 7. It asks for `/trusted` over HTTP, which tells
 * whether the device uses the proxy, then over HTTPS, which tells whether it trusts the CA; and posts the sample value.
 * A constant: nothing is ever put into it.
 */
export const onboardingScript = `
(function () {
  'use strict';
  var host = 'plainsight.test';
  var secure = location.protocol === 'https:';
  var check = document.getElementById('check');
  var again = document.getElementById('again');
  var leak = document.getElementById('leak');
  var leaked = document.getElementById('leaked');

  function ask(method, url, body, done) {
    var request = new XMLHttpRequest();
    request.open(method, url);
    request.timeout = 10000;
    if (body) request.setRequestHeader('Content-Type', 'application/json');
    request.onload = function () {
      var answer = null;
      try { answer = JSON.parse(request.responseText); } catch (error) { answer = null; }
      done(request.status === 200 ? answer : null);
    };
    request.onerror = request.ontimeout = function () { done(null); };
    request.send(body || null);
  }

  function show(state) {
    check.setAttribute('data-state', state);
    again.disabled = state === 'checking';
  }

  function isOurs(answer) { return answer !== null && answer.trusted === true; }

  function run() {
    show('checking');
    // A secure page may not ask over HTTP; that it is here at all is the proof.
    if (secure && location.hostname === host) { show('ready'); return; }
    ask('GET', 'http://' + host + '/trusted', '', function (plain) {
      if (!isOurs(plain)) { show('unproxied'); return; }
      ask('GET', 'https://' + host + '/trusted', '', function (trusted) { show(isOurs(trusted) ? 'ready' : 'untrusted'); });
    });
  }

  again.onclick = run;
  leak.onclick = function () {
    if (secure) { leaked.textContent = 'Open http://' + host + '/ (without the s) to send it unencrypted.'; return; }
    leak.disabled = true;
    leaked.textContent = 'Sending\\u2026';
    var sample = { email: 'ada.sample@plainsight-sample.org', note: 'A made-up address, sent unencrypted on purpose.' };
    ask('POST', 'http://' + host + '/leak', JSON.stringify(sample), function (answer) {
      leak.disabled = false;
      leaked.textContent = answer === null ? 'It could not be sent: this device does not use the proxy yet.' : String(answer.message);
    });
  };
  run();
})();
`;
