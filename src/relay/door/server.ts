import cors from "@fastify/cors";
import rateLimit from "@fastify/rate-limit";
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { type Address, BaseError, getAddress } from "viem";
import { BallotFileError, parseBallotFile } from "@/election/parseBallotFile";
import type { RelayConfiguration } from "@/relay/configuration";
import type { KeptBallot } from "@/relay/journal/journal";
import { acceptBallot, type Door, findBallot } from "./acceptBallot";
import { answerBroken } from "./answerBroken";
import { holdConnections } from "./holdConnections";
import { type RefusalCode, RefusedError, refusals } from "./refusal";
import { ballotFileSchema, errorSchema, healthSchema, relaySchema, schemas, stateSchema } from "./schemas";

/** How large a ballot file may be, in bytes. */
const mostBytes = 4096;
/** How long a request may take to arrive, and a connection be idle, in milliseconds: slow ones must not fill the relay. */
const patience = { headers: 5_000, request: 10_000, idle: 10_000, check: 1_000 };
/** How long a rate limit counts, in milliseconds. */
const minute = 60_000;

/** What the server tells besides what the door answers. */
export type Reports = {
  /** Whether the relay is about to end: then it takes no ballot any more. */
  isStopping: () => boolean;
  describe: () => object;
  /** @returns Whether all is well, and the answer to `GET /health`. */
  health: () => { isWell: boolean; body: object };
  metrics: () => Promise<{ contentType: string; text: string }>;
  /** A ballot was accepted, or something was refused. */
  onAccepted: (chainId: number) => void;
  onRefused: (code: RefusalCode) => void;
};

type Settings = Pick<RelayConfiguration, "trustProxy" | "requestsPerMinute" | "connections">;

/**
 * The relay's door: HTTP, as docs/relay.md describes it. Its log holds no personal data: no network address, no voter, no
 * place on a roll, no choice and no signature, so neither a request's URL nor its body.
 * @param log Takes the log's lines; without it there is none.
 * @returns `settle` resolves when the ballots that were being judged are.
 */
export async function createServer(
  door: Door,
  reports: Reports,
  settings: Settings,
  log: { write: (line: string) => void } | undefined,
): Promise<{ app: FastifyInstance; settle: () => Promise<void> }> {
  const app = fastify({
    logger: log ? { level: "info", base: null, stream: log, serializers: { err: describeError } } : false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: mostBytes,
    // One proxy: whatever stands before its own word in the header may be made up.
    trustProxy: (_, hop) => settings.trustProxy && hop === 0,
    requestTimeout: patience.request,
    connectionTimeout: patience.idle,
    keepAliveTimeout: patience.idle,
    http: { headersTimeout: patience.headers, connectionsCheckingInterval: patience.check },
    forceCloseConnections: "idle",
    clientErrorHandler: answerBroken,
    // As strict as the ballot file itself: nothing is bent into shape, and nothing unknown passed over.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false } },
  });
  holdConnections(app, settings.connections);

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refused = asRefusal(error);
    reports.onRefused(refused.code);
    if (refusals[refused.code] >= 500) request.log.warn({ code: refused.code, err: refused.cause }, "refused");
    return refuse(reply, refused);
  });
  app.addHook("onResponse", async (request, reply) => {
    // As many as a stranger likes: they would fill the disk, and cost more to write down than to refuse.
    if (reply.statusCode === refusals.tooMany) return;
    const { method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    request.log.info({ method, route: routeOptions.url ?? "none", status: reply.statusCode, milliseconds }, "answered");
  });

  await app.register(cors, { origin: "*", methods: ["GET", "POST"], exposedHeaders: ["Retry-After"], maxAge: 86_400 });
  await app.register(rateLimit, {
    max: settings.requestsPerMinute,
    timeWindow: minute,
    cache: 20_000,
    // Whoever watches the relay asks often.
    allowList: ({ url }) => url === "/health" || url === "/metrics",
    errorResponseBuilder: (_, { ttl }) =>
      new RefusedError("tooMany", "Too many requests came from your network address.", Math.ceil(ttl / 1000)),
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_, reply) =>
    refuse(reply, new RefusedError("notFound", "There is nothing here; see /.")),
  );
  const underWay = addRoutes(app, door, reports);
  return { app, settle: async () => void (await Promise.allSettled(underWay)) };
}

/** @returns The ballots that are being judged. */
function addRoutes(app: FastifyInstance, door: Door, reports: Reports): ReadonlySet<Promise<unknown>> {
  const underWay = new Set<Promise<unknown>>();
  const errors = { "4xx": errorSchema, "5xx": errorSchema };

  app.post(
    "/ballots",
    {
      schema: { body: ballotFileSchema, response: { 200: stateSchema, 202: stateSchema, ...errors } },
      onRequest: async () => {
        if (reports.isStopping()) {
          throw new RefusedError("stopping", "This relay is being stopped and takes no more ballots.", 30);
        }
      },
    },
    async (request, reply) => {
      const ballot = parseBallotFile(request.body);
      const judged = acceptBallot(door, ballot, Date.now());
      underWay.add(judged);
      const taken = await judged.finally(() => underWay.delete(judged));
      if (!taken.isNew) return reply.send(stateOf(taken.kept, ballot.choice));
      reports.onAccepted(ballot.chainId);
      return reply.code(202).send({ state: "accepted", choice: ballot.choice });
    },
  );

  app.get(
    "/ballots/:chainId/:election/:index",
    { schema: { params: paramsSchema, response: { 200: stateSchema, ...errors } } },
    async (request, reply) => {
      const { kept, choice } = await findBallot(door, placeOf(request), Date.now());
      return reply.send(stateOf(kept, choice));
    },
  );

  app.get("/", { schema: { response: { 200: relaySchema } } }, async () => reports.describe());
  app.get("/schema", async () => schemas);
  app.get("/health", { schema: { response: { 200: healthSchema, 503: healthSchema } } }, async (_, reply) => {
    const { isWell, body } = reports.health();
    return reply.code(isWell ? 200 : 503).send(body);
  });
  app.get("/metrics", async (_, reply) => {
    const { contentType, text } = await reports.metrics();
    return reply.type(contentType).send(text);
  });
  return underWay;
}

const paramsSchema = {
  type: "object",
  properties: {
    chainId: { type: "string", pattern: "^[1-9][0-9]{0,14}$" },
    election: { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" },
    index: { type: "string", pattern: "^[0-9]{1,7}$" },
  },
} as const;

function placeOf(request: FastifyRequest): { chainId: number; election: Address; index: number } {
  // The route's schema has checked their form.
  const { chainId, election, index } = request.params as { chainId: string; election: Address; index: string };
  return { chainId: Number(chainId), election: getAddress(election.toLowerCase()), index: Number(index) };
}

function stateOf({ state, transaction, block }: KeptBallot, choice: string): object {
  return { state, choice, ...(transaction && { transaction }), ...(block !== undefined && { block: `${block}` }) };
}

function refuse(reply: FastifyReply, { code, message, retryAfter }: RefusedError): FastifyReply {
  if (retryAfter !== undefined) reply.header("Retry-After", retryAfter);
  // A line on which a request was not read to its end is of no more use.
  if (code === "tooLarge" || code === "stopping") reply.header("Connection", "close");
  return reply.code(refusals[code]).send({ error: { code, message } });
}

/** Whatever was thrown while a request was answered, as what is told to whoever asked. */
function asRefusal(error: FastifyError | Error): RefusedError {
  if (error instanceof RefusedError) return error;
  if (error instanceof BallotFileError) return new RefusedError("malformed", error.message);
  if ("code" in error && error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new RefusedError("tooLarge", `A ballot file has at most ${mostBytes} bytes.`);
  }
  if ("validation" in error && error.validation) return new RefusedError("malformed", error.message);
  if ("statusCode" in error && error.statusCode && error.statusCode < 500) {
    return new RefusedError("malformed", "The request is no ballot file in JSON (Content-Type: application/json).");
  }
  return new RefusedError("failed", "Something went wrong in this relay. Its log says what.", undefined, {
    cause: error,
  });
}

/**
 * What a log may hold of an error. The whole message of one of viem's tells what was sent, and so ballots; and the path of a
 * node's address is often the key to it.
 */
function describeError(error: Error) {
  const places = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  const messages: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    messages.push(cause instanceof BaseError ? cause.shortMessage : cause.message);
  }
  const message = [...new Set(messages)].join(" ").replace(/(\w+:\/\/)(?:[^\s/@]*@)?([^\s/?#]+)\S*/g, "$1$2/…");
  return { type: error.name, message, stack: places.slice(0, 5).join("\n") };
}
