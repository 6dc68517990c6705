using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Couriarr.Doors.Described;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Sending;

namespace Couriarr.Doors;

/// <summary>Players, channels and instances, while the program runs. Secrets go in and never come out.</summary>
internal static class MembersDoor
{
    private const int NotFound = StatusCodes.Status404NotFound;
    private const int BadRequest = StatusCodes.Status400BadRequest;
    private const int Conflict = StatusCodes.Status409Conflict;

    public static void MapMembers(this IEndpointRouteBuilder app)
    {
        app.MapGet("/members", ListAsync)
            .Explained(
                "Members",
                "All members",
                "Instances, players and channels; trouble says why one cannot be used. Of a secret only that it is set.",
                new[] { MemberExamples.Member }
            );
        app.MapGet("/members/kinds", (MemberDesk desk) => Results.Json(KindView.All(desk.Families), Answers.Json))
            .Explained(
                "Members",
                "The kinds of members",
                "With their options, so that a form can be drawn.",
                new[] { MemberExamples.Kind }
            );
        app.MapGet("/members/{family}/{name}", FindAsync)
            .Explained("Members", "One member", "Its version goes with a change.", MemberExamples.Member)
            .MayRefuse(NotFound);
        app.MapPost("/members/{family}", AddAsync)
            .Explained(
                "Members",
                "Add a member",
                "The name is yours; the kind is one of its family.",
                MemberExamples.Member,
                StatusCodes.Status201Created
            )
            .MayRefuse(BadRequest)
            .AlsoAnswers(Conflict, MemberExamples.Overtaken);
        app.MapPut("/members/{family}/{name}", ChangeAsync)
            .Explained(
                "Members",
                "Change a member",
                "options replaces all of them; {\"set\": true} keeps a secret, unless the address was changed. What is left away stays.",
                MemberExamples.Member
            )
            .MayRefuse(BadRequest, NotFound)
            .AlsoAnswers(Conflict, MemberExamples.Overtaken);
        app.MapDelete("/members/{family}/{name}", RemoveAsync)
            .Explained("Members", "Remove a member", "What the configuration names is back at the next start.", MemberExamples.Member)
            .MayRefuse(NotFound)
            .AlsoAnswers(Conflict, MemberExamples.Overtaken);
        MapSwitch(app, "enable", "Enable a member", enabled: true);
        MapSwitch(app, "disable", "Disable a member", enabled: false);
    }

    private static void MapSwitch(IEndpointRouteBuilder app, string word, string summary, bool enabled) =>
        app.MapPost(
                $"/members/{{family}}/{{name}}/{word}",
                async (string family, string name, MemberDesk desk, CancellationToken ct) =>
                    Answer(await desk.SwitchAsync(family, name, enabled, ct), family, name)
            )
            .Explained("Members", summary, "It counts for what runs from now on, and survives restarts.", MemberExamples.Member)
            .MayRefuse(NotFound)
            .AlsoAnswers(Conflict, MemberExamples.Overtaken);

    private static async Task<IResult> ListAsync(MemberRoll roll, BrokenMembers health, CancellationToken ct)
    {
        var broken = await health.AllAsync(ct);
        return Results.Json((await roll.ReadAnewAsync(ct)).Select(entry => MemberView.Of(entry).With(broken)), Answers.Json);
    }

    private static async Task<IResult> FindAsync(string family, string name, MemberDesk desk, BrokenMembers health, CancellationToken ct) =>
        await desk.FindAsync(family, name, ct) is { } entry
            ? Results.Json(MemberView.Of(entry).With(await health.AllAsync(ct)), Answers.Json)
            : NoSuch(family, name);

    private static async Task<IResult> AddAsync(string family, MemberOrder order, MemberDesk desk, CancellationToken ct) =>
        Answer(await desk.AddAsync(family, order.Wish, ct), family, order.Name ?? "", StatusCodes.Status201Created);

    private static async Task<IResult> ChangeAsync(
        string family,
        string name,
        MemberOrder order,
        HttpRequest request,
        MemberDesk desk,
        CancellationToken ct
    )
    {
        if ((IfMatch(request) ?? order.Version) is not { } tag)
            return Answers.BadRequest("Say upon which state this is: version as GET gave it, or the header If-Match; * for any.");
        if (order.Name is not null && order.Name != name)
            return Answers.BadRequest($"'{name}' keeps its name. Delete it and add one called '{order.Name}'.");
        return Answer(await desk.ChangeAsync(family, name, order.Wish, tag, ct), family, name);
    }

    private static async Task<IResult> RemoveAsync(
        string family,
        string name,
        HttpRequest request,
        MemberDesk desk,
        CancellationToken ct
    ) => Answer(await desk.RemoveAsync(family, name, IfMatch(request) ?? "*", ct), family, name);

    private static string? IfMatch(HttpRequest request) => request.Headers.IfMatch.ToString().Trim('"') is { Length: > 0 } tag ? tag : null;

    private static IResult Answer(MemberReply reply, string family, string name, int status = StatusCodes.Status200OK) =>
        reply switch
        {
            MemberReply.Done done => Results.Json(MemberView.Of(done.Entry), Answers.Json, statusCode: status),
            MemberReply.Refused refused => Answers.BadRequest(refused.Why),
            MemberReply.Overtaken { Present: var present } => Results.Json(
                new Overtaken(
                    status == StatusCodes.Status201Created
                        ? $"There is a {present.Row.Service} called '{name}' already."
                        : $"'{name}' was changed meanwhile. Look at present, and send the change with its version.",
                    MemberView.Of(present)
                ),
                Answers.Json,
                statusCode: Conflict
            ),
            _ => NoSuch(family, name),
        };

    public static IResult NoSuch(string family, string name) => Answers.NotFound(NoSuchWords(family, name));

    public static string NoSuchWords(string family, string name) => $"There is no '{name}' among {family}. GET /members lists all.";
}

/// <summary>What somebody wants a member to be.</summary>
/// <param name="Options">As docs/configuration.md has them. {"set": true} keeps a secret.</param>
/// <param name="Version">The state upon which the change is.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record MemberOrder(string? Name, string? Kind, bool? Enabled, JsonObject? Options, string? Version)
{
    [JsonIgnore]
    public MemberWish Wish => new(Name, Kind, Enabled, Options);
}

internal sealed record Overtaken(string Error, MemberView Present);

/// <param name="Origin">file when the configuration or the environment names it, else api.</param>
/// <param name="Changed">The API has changed what the configuration says; at the next start the configuration wins again.</param>
/// <param name="Trouble">Why it cannot be used.</param>
internal sealed record MemberView(
    string Family,
    string Name,
    string Kind,
    bool Enabled,
    JsonObject Options,
    string Origin,
    bool Changed,
    string Version,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    string? Trouble
)
{
    /// <summary>Why a player or channel takes nothing, when it was tried last.</summary>
    public string? Broken { get; init; }

    public MemberView With(IEnumerable<BrokenMember> broken) =>
        this with
        {
            Broken = broken.FirstOrDefault(one => one.Family == Family && one.Name == Name)?.Why,
        };

    public static MemberView Of(MemberEntry entry) =>
        new(
            entry.Family,
            entry.Name,
            entry.Row.Service,
            entry.Row.Enabled,
            entry.Shown(),
            entry.Row.IsFromFile ? "file" : "api",
            entry.Row.IsChanged,
            entry.Row.Tag,
            Time(entry.Row.CreatedAt),
            Time(entry.Row.UpdatedAt),
            entry.Trouble
        );

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
