using System.ComponentModel;
using Couriarr.Doors.Access;
using Couriarr.Doors.Described;
using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Instances;
using Couriarr.Features.Members;
using Couriarr.Jobs;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Couriarr.Doors;

/// <summary>Radarr, Sonarr and the like: how they are, and the way between them and us.</summary>
internal static class InstancesDoor
{
    public static void MapInstances(this IEndpointRouteBuilder app)
    {
        app.MapGet("/instances", ListAsync)
            .Explained(
                "Instances",
                "All instances",
                "Whether each answers, in which version; when it told us something last, and how its history was read last.",
                new[] { InstanceView.Example }
            );
        app.MapGet("/instances/{name}/choices", ChoicesAsync)
            .Explained(
                "Instances",
                "What can be chosen from in it",
                "Its root folders, quality profiles and tags.",
                InstanceChoices.Example
            )
            .Asks();
        app.MapPost("/instances/{name}/register", RegisterAsync)
            .Explained(
                "Instances",
                "Have it tell us what it does",
                "Creates or repairs our webhook in the app, and has the app test it. Nothing is changed that is right.",
                Registered.Example
            )
            .WithStrictQuery()
            .Asks();
    }

    private static RouteHandlerBuilder Asks(this RouteHandlerBuilder route) =>
        route.MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status502BadGateway).WithMetadata(new DisableRequestTimeoutAttribute());

    private static async Task<IResult> ListAsync(InstanceViews views, CancellationToken ct) =>
        Results.Json(await views.AllAsync(ct), Answers.Json);

    private static Task<IResult> ChoicesAsync(string name, MemberBook members, ArrApis apis, CancellationToken ct) =>
        WithAsync(name, members, member => InstanceChoices.OfAsync(apis.Of(member), ct), ct);

    private static Task<IResult> RegisterAsync(
        string name,
        MemberBook members,
        ArrApis apis,
        Registrar registrar,
        OwnHook own,
        CancellationToken ct,
        [Description("Under which address the app sees Couriarr, like http://couriarr:8475; without it, a likely one is tried.")]
            string? url = null
    ) =>
        WithAsync(
            name,
            members,
            async member =>
                Registered.Of(await registrar.RegisterAsync(apis.Of(member), await own.WishAsync(member, url, ct), ct), member.Name),
            ct
        );

    /// <summary>Does it for the instance of that name; why it cannot be done is the answer.</summary>
    internal static async Task<IResult> WithAsync<T>(
        string name,
        MemberBook members,
        Func<Member<InstanceTerms>, Task<T>> ask,
        CancellationToken ct
    )
    {
        if (await members.FindAsync<InstanceTerms>(name, ct) is not { } member)
        {
            var all = (await members.AllAsync<InstanceTerms>(ct)).Select(m => m.Name).ToList();
            return Answers.NotFound(
                all.Count == 0 ? "No instance is configured yet." : $"There is no instance '{name}'. There are: {string.Join(", ", all)}."
            );
        }
        try
        {
            return Results.Json(await ask(member), Answers.Json);
        }
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            return Answers.Sentence(StatusCodes.Status502BadGateway, e.Message);
        }
    }
}

internal sealed record InstanceChoices(
    string App,
    string Version,
    IReadOnlyList<ArrRootFolder> RootFolders,
    IReadOnlyList<ArrName> QualityProfiles,
    IReadOnlyList<ArrName> Tags
)
{
    public static InstanceChoices Example { get; } =
        new("Sonarr", "4.0.19.2979", [new ArrRootFolder("/tv", IsAccessible: true, 72_236_314_624)], [new ArrName(4, "HD-1080p")], []);

    public static async Task<InstanceChoices> OfAsync(ArrApi api, CancellationToken ct)
    {
        var status = await api.StatusAsync(ct);
        return new(
            status.AppName,
            status.Version,
            await api.RootFoldersAsync(ct).ToListAsync(ct),
            await api.QualityProfilesAsync(ct).ToListAsync(ct),
            await api.TagsAsync(ct).ToListAsync(ct)
        );
    }
}

internal sealed record Registered(string Instance, RegistrationOutcome Outcome, Uri Url, IReadOnlyList<string> Changes)
{
    public static Registered Example { get; } =
        new("radarr-hd", RegistrationOutcome.Repaired, new Uri("http://couriarr:8475/webhooks/radarr-hd"), ["its address", "onRename"]);

    public static Registered Of(Registration done, string instance) => new(instance, done.Outcome, done.Url, done.Changes);
}

/// <summary>Knows what our webhooks in the apps should be like.</summary>
internal sealed class OwnHook(IServer server, Settings settings, Keys keys)
{
    public async Task<HookWish> WishAsync(Member<InstanceTerms> member, string? url, CancellationToken ct)
    {
        var root = url is null ? await GuessAsync(member, ct) : Read(url);
        var path = $"{root.AbsolutePath.TrimEnd('/')}/webhooks/{member.Name}";
        var options = (ArrOptions)member.Options;
        return new HookWish(member.Name, new UriBuilder(root) { Path = path }.Uri, (options.WebhookSecret ?? keys.Webhooks)?.Reveal());
    }

    private static Uri Read(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var root) && root.Scheme is "http" or "https" && root is { Query: "", UserInfo: "" }
            ? root
            : throw new PermanentException($"'{url}' is no address like http://couriarr:8475.");

    private async Task<Uri> GuessAsync(Member<InstanceTerms> member, CancellationToken ct)
    {
        var app =
            ((ArrOptions)member.Options).Url ?? throw new PermanentException($"It is not known where '{member.Name}' is: set its url.");
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var port = listening is null ? settings.Port : new Uri(listening.Replace("*", "localhost", StringComparison.Ordinal)).Port;
        return await OwnAddress.SeenFromAsync(app, port, settings.Options.Server.BasePath, ct)
            ?? throw new PermanentException($"There is no way to {app.Host}. Is its url right?");
    }
}
