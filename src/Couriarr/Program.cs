using Couriarr;
using Couriarr.Storage;
using Couriarr.Verbs;

if (ProcessUser.Take(Environment.GetEnvironmentVariable) is { } objection)
{
    Console.Error.WriteLine(objection);
    return StartupException.Configuration;
}
return await CommandLine.RunAsync(args);
