/** Answers that may be a moment old. */
import { expect, it } from "vitest";
import { lately } from "../../src/shell/lately.ts";

function counted(answer: (n: number) => Promise<number | null>) {
  const clock = { ms: 0 };
  const asked: string[] = [];
  const look = lately({
    ask: (key) => {
      asked.push(key);
      return answer(asked.length);
    },
    ...{ freshMs: 500, most: 2, monotonicMs: () => clock.ms, keeps: (value: number | null) => value !== null },
  });
  return { clock, asked, look };
}

it("asks once for everybody within the while, and anew after it", async () => {
  const { clock, asked, look } = counted(async (n) => n);
  expect(await Promise.all([look("a"), look("a"), look("b")])).toEqual([1, 1, 2]);
  clock.ms = 499;
  expect(await look("a")).toBe(1);
  clock.ms = 500;
  expect(await look("a")).toBe(3);
  expect(asked).toEqual(["a", "b", "a"]);
});

it("keeps no failure, nothing that is not worth it, and only so many", async () => {
  const failing = counted((n) => (n === 1 ? Promise.reject(new Error("away")) : Promise.resolve(n)));
  await expect(failing.look("a")).rejects.toThrow("away");
  expect(await failing.look("a")).toBe(2);
  const unknown = counted(async (n) => (n === 1 ? null : n));
  expect(await unknown.look("a")).toBeNull();
  expect(await unknown.look("a")).toBe(2);
  const many = counted(async (n) => n);
  for (const key of ["a", "b", "c", "a"]) await many.look(key);
  expect(many.asked).toEqual(["a", "b", "c", "a"]);
});
