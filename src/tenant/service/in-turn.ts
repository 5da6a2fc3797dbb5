import type { RequestListener } from "node:http";
import type { Socket } from "node:net";

/** Requests that may wait on one connection behind the one that is answered. */
const MOST_WAITING = 16;
/** Bytes of an answer nobody has read yet, with which no further request is taken from its connection. */
const MOST_UNSENT = 4 * 1024 * 1024;

/**
 * Answers the requests of one connection one after the other: the next is begun when the answer before it has left.
 * Whoever sends more than may wait is cut off, so that somebody who never reads costs one answer.
 */
export function inTurn(answer: RequestListener): RequestListener {
  const lines = new WeakMap<Socket, (() => void)[]>();
  return (request, response) => {
    const { socket } = request;
    const begin = () => {
      response.once("close", () => next(socket));
      answer(request, response);
    };
    const line = lines.get(socket);
    if (line !== undefined) {
      if (line.length >= MOST_WAITING || socket.writableLength > MOST_UNSENT) socket.destroy();
      else line.push(begin);
      return;
    }
    lines.set(socket, []);
    begin();
  };

  function next(socket: Socket): void {
    const begin = lines.get(socket)?.shift();
    if (begin === undefined) lines.delete(socket);
    else if (!socket.destroyed) begin();
  }
}
