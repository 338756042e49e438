/** Starts the web app. */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiProblem } from "./api.ts";
import { Announcer } from "./parts/announce.tsx";
import { makeRouter } from "./routes.tsx";
import "./theme.css";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      networkMode: "always",
      retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2,
    },
    mutations: { networkMode: "always" },
  },
});

const place = document.getElementById("app");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={client}>
          <RouterProvider router={makeRouter()} />
          <Announcer />
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  );
}
