using Couriarr.Verbs;

return await CommandLine.RunAsync(args);
