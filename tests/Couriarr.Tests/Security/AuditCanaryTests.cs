using System.Diagnostics;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Security;

/// <summary>The audit of packages, with a feed that the test speaks for: it never calls silence good news.</summary>
[Trait("family", "doors")]
public sealed class AuditCanaryTests : IDisposable
{
    private const string Canary =
        "canary.csproj : warning NU1903: Package 'Newtonsoft.Json' 12.0.3 has a known high severity vulnerability";
    private const string Ours = "Couriarr.csproj : error NU1902: Package 'YamlDotNet' 1.0.0 has a known moderate severity vulnerability";
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-audit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "", 0, 3, "audit not available: this feed does not know that Newtonsoft.Json 12.0.3 is vulnerable")]
    [InlineData("", Ours, 0, 3, "audit not available")]
    [InlineData("warning NU1900: Unable to load the service index", "", 0, 3, "audit not available")]
    [InlineData(Canary, "", 0, 0, "No weakness is known in any package")]
    [InlineData(Canary, Ours, 0, 1, "NU1902: Package 'YamlDotNet' 1.0.0 has a known moderate severity vulnerability")]
    [InlineData(Canary, "error NU1101: Unable to find package", 1, 3, "audit not available: the packages could not be restored.")]
    public async Task S19_the_audit_says_when_it_is_blind(string canary, string ours, int code, int verdict, string words)
    {
        var (exit, said) = await AuditAsync(canary, ours, code);

        Assert.Equal(verdict, exit);
        Assert.Contains(words, said, StringComparison.Ordinal);
    }

    // A dotnet that says of the canary and of our packages what the feed would.
    private async Task<(int Exit, string Said)> AuditAsync(string canary, string ours, int code)
    {
        var ct = TestContext.Current.CancellationToken;
        var stub = Path.Combine(_folder, "dotnet");
        await File.WriteAllTextAsync(
            stub,
            $"#!/bin/sh\ncase \"$2\" in\n*canary.csproj) cat <<'X'\n{canary}\nX\n;;\n*) cat <<'X'\n{ours}\nX\nexit {code} ;;\nesac\n",
            ct
        );
        File.SetUnixFileMode(stub, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "scripts", "audit.sh"))
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, said);
    }
}
