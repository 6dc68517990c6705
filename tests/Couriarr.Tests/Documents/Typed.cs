using System.Diagnostics;
using Couriarr.CrashRig;

namespace Couriarr.Tests.Documents;

/// <summary>A shell in a folder where ./run and couriarr are the program that was built, as on the machine that a document speaks of.</summary>
internal sealed class Typed
{
    private const string Curl = "curl() { command curl --fail-with-body --silent --show-error \"$@\"; }\n";

    private readonly string _folder;
    private readonly Dictionary<string, string> _variables;
    private readonly IReadOnlyList<(string Said, string Meant)> _places;

    /// <param name="places">What stands here for what a document names: addresses, folders, numbers.</param>
    public Typed(string folder, Dictionary<string, string> variables, params IReadOnlyList<(string Said, string Meant)> places)
    {
        (_folder, _variables, _places) = (Directory.CreateDirectory(folder).FullName, variables, places);
        foreach (var name in new[] { "run", "couriarr" })
        {
            var script = Path.Combine(folder, name);
            File.WriteAllText(script, $"#!/bin/sh\nexec dotnet '{Path.GetFullPath(HostPlan.Couriarr)}' \"$@\"\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Here(string text) =>
        _places.Aggregate(text, (said, place) => said.Replace(place.Said, place.Meant, StringComparison.Ordinal));

    /// <summary>Types one line and waits for its end.</summary>
    public async Task<(int Code, string Said)> TypeAsync(string line, CancellationToken ct)
    {
        var start = new ProcessStartInfo("bash", ["-c", Curl + Here(line)])
        {
            UseShellExecute = false,
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in _variables)
            start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var said = await Task.WhenAll(shell.StandardOutput.ReadToEndAsync(ct), shell.StandardError.ReadToEndAsync(ct));
        await shell.WaitForExitAsync(ct);
        return (shell.ExitCode, string.Concat(said));
    }
}
