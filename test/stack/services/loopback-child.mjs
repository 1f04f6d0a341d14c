/**
 * Preloaded into a Node server that is a child of ours: it listens on loopback only and on a free port, tells its
 * parent which, and ends with its parent even when that is killed outright.
 */
import { Server } from 'node:net';

const listen = Reflect.get(Server.prototype, 'listen');

/** @param {any[]} to port and callback, which is all that ours pass */
Server.prototype.listen = function listenOnLoopback(...to) {
  this.once('listening', () => process.send?.(this.address()));
  return listen.call(this, { port: 0, host: '127.0.0.1' }, to.at(-1));
};

process.on('disconnect', () => process.exit());
