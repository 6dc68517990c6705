using System.Text;
using Couriarr.Features.Arr;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Arr;

/// <summary>What the apps really send, as it was recorded or written down from it.</summary>
internal static class Fixture
{
    private const string Folder = "tests/Couriarr.Tests/Fixtures/arr";

    /// <summary>Relative to the folder of all of them.</summary>
    public static IEnumerable<string> All(string folder) =>
        Repository.Files($"{Folder}/{folder}", "*.json").Select(file => file[(Folder.Length + 1)..]);

    public static string Read(string file) => Repository.Read($"{Folder}/{file}");

    public static ArrApp AppOf(string file) => ArrApps.NamedIn(file)!.Value;

    public static ArrWebhook Understand(string file) => Understand(Read(file), AppOf(file));

    public static ArrWebhook Understand(string json, ArrApp app, string? instance = null)
    {
        using var payload = ArrPayload.Open(Encoding.UTF8.GetBytes(json), out var objection);
        return payload is null ? new ArrWebhook.Refused(objection!) : payload.Read(app, instance ?? app.Kind());
    }

    public static T Understand<T>(string json, ArrApp app)
        where T : class => Assert.IsType<T>(Assert.IsType<ArrWebhook.Happened>(Understand(json, app)).Event);
}
