import { assertNever, type RefusalDiagnosis } from '../../model/index.js';
import type { RefusalManner } from './refusal-manner.js';

/** What the run knows beside one manner of refusing of a device's TLS stack at a host. */
export interface RefusalContext {
  /** Anything of this device was decrypted. */
  readonly clientIntercepted: boolean;
  /** The device's TLS stack is known by its fingerprint. */
  readonly stackKnown: boolean;
  /** This TLS stack of the device accepted our certificate for some host. */
  readonly stackIntercepted: boolean;
  /** … for this host. `unknown`: there were more hosts than could be remembered. */
  readonly hostIntercepted: 'yes' | 'no' | 'unknown';
  /** How often the stack refused at this host over trust, in whatever manner. */
  readonly refused: number;
}

export interface Diagnosed {
  readonly diagnosis: RefusalDiagnosis;
  readonly advice: string;
}

const installCa: Diagnosed = {
  diagnosis: 'no-ca-installed',
  advice:
    'nothing of this device could be decrypted: install the CA on it (open http://plainsight.test/ on the device through the proxy), on iOS also switch it on under Certificate Trust Settings; if it is installed, the app that refused does not trust it',
};

const trustInApp: Diagnosed = {
  diagnosis: 'ca-not-trusted-by-app',
  advice:
    'others on this device accept the CA, this TLS stack accepted it nowhere: it trusts the CAs of the system or of its own only; use a build that trusts user CAs (plainsight ca export --format android-nsc), or give its runtime the CA (plainsight run)',
};

const pinned: Diagnosed = {
  diagnosis: 'suspected-pinning',
  advice:
    'the same TLS stack accepts the CA for other hosts and refuses here each time: the app probably pins this host; switch pinning off in the test build, or name the host under blindSpots or passthrough with a reason',
};

const mismatch: Diagnosed = {
  diagnosis: 'protocol-mismatch',
  advice:
    'the handshake failed over TLS versions, ciphers or protocols, not over trust: see what the device offers and what the origin takes (plainsight keeps both in the record of connections); TLS 1.0 and 1.1 are spoken only with hosts named under legacyTls; alert 40 can also come from an app that checks certificates itself',
};

function unexplained(advice: string): Diagnosed {
  return { diagnosis: 'unexplained', advice };
}

/** One manner of refusing, in the light of the rest of the run. */
export function diagnoseRefusal(manner: RefusalManner, context: RefusalContext): Diagnosed {
  switch (manner) {
    case 'protocol':
      return mismatch;
    case 'unclear':
      return unexplained(
        'the device gave no reason that tells trust from anything else: look at its screen (a dialog may be waiting) and into the log of the app',
      );
    // For these two trust is the reason only where connections that went well differ in nothing else.
    case 'handshake-failure':
      return isPinned(context) ? pinned : mismatch;
    case 'internal-error':
      if (isPinned(context)) return pinned;
      return unexplained(
        'the alert can come from the check of the certificate in the app as well as from anything else: look into the log of the app, and repeat it with other hosts of the same app beside it',
      );
    case 'certificate':
    case 'silent':
      return overTrust(context);
    default:
      return assertNever(manner);
  }
}

function overTrust(context: RefusalContext): Diagnosed {
  if (!context.clientIntercepted) return installCa;
  if (!context.stackKnown) return unexplained('the TLS stack of the app is not known: repeat it with one app at a time');
  if (!context.stackIntercepted) return trustInApp;
  if (isPinned(context)) return pinned;
  switch (context.hostIntercepted) {
    case 'yes':
      return unexplained(
        'the same TLS stack was accepted and refused at this host: apps that share a library may differ, or the CA was installed in between; repeat it with one app at a time',
      );
    case 'no':
      return unexplained(
        'seen once only, while other hosts were accepted: repeat what the app did; a second refusal would mean pinning, none that the connection was merely given up',
      );
    case 'unknown':
      return unexplained('there were too many hosts to remember which were accepted: repeat it in a shorter run');
    default:
      return assertNever(context.hostIntercepted);
  }
}

function isPinned({ stackKnown, stackIntercepted, hostIntercepted, refused }: RefusalContext): boolean {
  return stackKnown && stackIntercepted && hostIntercepted === 'no' && refused >= 2;
}
