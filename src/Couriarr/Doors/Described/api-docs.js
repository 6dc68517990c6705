// Relative to the page, so that it works below a base path too.
SwaggerUIBundle({
  url: "../openapi/v1.json",
  dom_id: "#docs",
  deepLinking: true,
  // Shows that a change was asked for by this page; without it a browser that is signed in changes nothing.
  requestInterceptor: (request) => {
    if (request.method && request.method.toUpperCase() !== "GET") request.headers["X-Couriarr"] = "api-docs";
    return request;
  },
});
