import { connectorContract } from "./contract.ts";
import { served } from "./served.ts";

for (const rejects of ["file", "row"] as const) {
  for (const rowNumbers of ["data", "lines"] as const) {
    connectorContract(`http (rejects: ${rejects}, rowNumbers: ${rowNumbers})`, async () => {
      const { open, close } = await served({ rejects, rowNumbers });
      const connector = await open();
      const closing = async () => {
        await connector.close();
        await close();
      };
      return new Proxy(connector, {
        get: (target, name) => {
          if (name === "close") return closing;
          const value: unknown = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    });
  }
}
